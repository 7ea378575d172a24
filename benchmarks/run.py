"""`python -m benchmarks.run`: Django first, then the benchmark; also in each process that it starts.

With `guide` as its first word that of the guide, otherwise that of finding.
"""

import sys

import django

django.setup()

from benchmarks import find, guide  # noqa: E402 after Django is there

if __name__ == "__main__":
    if sys.argv[1:2] == ["guide"]:
        del sys.argv[1]
        guide.main()
    else:
        find.main()
