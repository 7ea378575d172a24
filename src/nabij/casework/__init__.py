"""People who ask for something and are helped. Personal data: read through one door, see docs/adr/0055."""
