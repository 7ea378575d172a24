"""Organisations, offers, places, schedules and their occurrences: the social map."""
