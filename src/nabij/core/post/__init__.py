"""Mail: queued with the work it is about, sent by a worker, once. See docs/adr/0060-outbox.md."""
