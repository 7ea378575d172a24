"""Writes: one function per use case, each leaving its step and its audit event."""
