"""Open data about where things are and what is counted there: postcodes, areas, figures."""
