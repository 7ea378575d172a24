"""People who give time, and who goes with whom: the pages of the desk and the panel of a case."""
