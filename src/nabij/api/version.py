"""The version of the API: the first number is in every address, the whole in every answer."""

API_VERSION = "1.0.0"
MAJOR = f"v{API_VERSION.partition('.')[0]}"
