"""Offers from a table: one row an activity, with its organisation, its place and its dates in words."""
