"""The description of the API: OpenAPI 3.1, and a page for people. A test fails where a field has no words."""
