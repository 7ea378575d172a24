"""I would like to do something for somebody: three short pages, with the machine of the rest of asking."""
