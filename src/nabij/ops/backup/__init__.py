"""Backup and restore: one encrypted file with every row, every file and the master keys.

The file is the same for both databases, so what was backed up from one restores into the other. Read and
written as a stream: `sealed` is the encryption, `locks` the keys, `portable` the values, `lines` the records;
`making` and `restoring` are the two use cases. Decided in docs/adr/0080-backup.md.
"""
