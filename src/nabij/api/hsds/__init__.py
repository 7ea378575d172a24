"""HSDS 3.0 as an API: the same records as `exchange.hsds` writes to files."""
