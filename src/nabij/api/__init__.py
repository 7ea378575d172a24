"""The REST API and feeds; schemas apart from models."""
