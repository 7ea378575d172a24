"""Pure methods of Nabij.

Functions of dataclasses and arrays, without Django and without a database.
"""
