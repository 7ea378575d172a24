"""Command line and scheduled jobs, thin."""
