"""From looking for something that fits to being there, and to whether it lasts: pages and panels of a case."""
