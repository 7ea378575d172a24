"""Keeping it true: the mail and the page that ask an organisation "Is it still so?", and the call list of the desk."""
