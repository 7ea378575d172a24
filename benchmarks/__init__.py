"""Benchmarks of Nabij on a made-up region; run with `bin/nabij bench`."""
