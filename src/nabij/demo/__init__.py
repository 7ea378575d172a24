"""The example municipality: invented, alive and whole. It is also the test world."""
