"""Referring somebody: a short form for professionals, without an account, and the mails by which they hear back."""
