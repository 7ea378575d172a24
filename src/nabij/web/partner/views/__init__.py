"""Pages of the organisations' room: parse, call one query or action, render."""
