"""The guide “What would help you?”: five questions at most, three steps at most. Nothing is kept."""
