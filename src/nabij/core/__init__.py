"""Municipalities and areas, users and roles, the municipality wall, audit, encryption, words."""
