"""Reads of what every slice shares; the viewer or the municipality comes first."""
