"""What changes municipalities and their users, each leaving an event in the audit trail."""
