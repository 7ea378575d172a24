"""Tags that templates of every audience use."""
