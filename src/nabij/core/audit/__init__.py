"""Who did or read what: a trail that is only added to, chained by hashes, one chain a municipality.

`recording.record` adds an event in the caller's transaction; `verifying.verify` finds what was
changed, removed, added or cut; `guards` holds what the database itself refuses; `acting` says who is
acting now.
"""
