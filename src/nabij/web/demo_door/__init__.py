"""The example's door: be one of the cast with one click. Exists only where settings.NABIJ_DEMO is true."""
