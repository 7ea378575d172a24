"""`python -m benchmarks.run`: Django first, then the benchmark; also in each process that it starts.

With `guide` as its first word that of the guide, with `propose` that of matching, otherwise that of finding.
"""

import sys

import django

django.setup()

from benchmarks import find, guide, proposing  # noqa: E402 after Django is there

if __name__ == "__main__":
    if sys.argv[1:2] == ["guide"]:
        del sys.argv[1]
        guide.main()
    elif sys.argv[1:2] == ["propose"]:
        del sys.argv[1]
        proposing.main()
    else:
        find.main()
