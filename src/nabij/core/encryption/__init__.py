"""Personal data in the database is ciphertext: keys, encrypted fields, blind indexes, rotation.

`masters` keeps the master keys in a file; `datakeys` gives every municipality its own key, wrapped by
a master key; `fields` encrypts columns with it; `rotation` replaces keys while Nabij runs.
"""
