"""What was observed: official figures per area."""
