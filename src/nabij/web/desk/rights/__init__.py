"""For the privacy officer: what a person may ask about what we keep, and who opened a case in an emergency."""
