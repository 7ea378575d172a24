"""What people see, per audience."""
