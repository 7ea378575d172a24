"""Signing in and out, one's own password and second factors. allauth does it; this gives it its place."""
