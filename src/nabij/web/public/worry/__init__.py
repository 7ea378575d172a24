"""Worried about someone: danger first, then what one saw. The same short pages as the rest of asking."""
