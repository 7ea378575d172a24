"""One-time links: they let somebody without an account do one thing, and opening one does nothing.

`making` gives a link and a code to read out; `opening` says what a link is worth; see
docs/adr/0061-one-time-links.md.
"""
