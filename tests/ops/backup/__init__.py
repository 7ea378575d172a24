"""Backup and restore, each place a process of its own."""
