"""Pure methods of Nabij: functions of dataclasses and arrays, without Django and without a database."""
