"""The languages of the screens, by their own names (no flags)."""

OWN_NAMES = {"nl": "Nederlands", "en": "English"}
