"""Pages that are reached by a one-time link or its code, without an account."""
