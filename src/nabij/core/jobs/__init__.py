"""Long work for a municipality: seen while it runs, stopped, and gone on with where it was.

`work` declares a kind of work, `running` does it in a worker, `control` asks for it, stops it and goes on.
See docs/adr/0062-jobs.md.
"""
