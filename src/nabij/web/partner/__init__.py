"""The room of organisations and ambassadors: their week, publishing, changing, calling off a date."""
