"""HSDS, the Human Services Data Specification of Open Referral: read (1.x to 3.0) and written (3.0)."""
