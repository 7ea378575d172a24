"""`python -m benchmarks.run`: Django first, then the benchmark; also in each process that it starts."""

import django

django.setup()

from benchmarks.find import main  # noqa: E402 after Django is there

if __name__ == "__main__":
    main()
