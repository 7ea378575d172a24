"""Rounds of home visits and calls: making one, its list, who goes where, and at the door."""
