"""Views of the residents' site, one group of pages a file: parse, ask one query, render."""
