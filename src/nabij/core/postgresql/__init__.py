"""The second lock on what is told about people: row-level security of PostgreSQL.

`base` is Django's PostgreSQL with one thing added: with each statement it tells the database which
municipalities are in scope (`cursors`, `telling`). `policies` puts the lock on the tables of people and
tells where it is absent; `checks` says so at the start. On SQLite there is only the first lock.
Decided in docs/adr/0092-second-lock.md.
"""
