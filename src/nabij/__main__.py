"""`python -m nabij` is the same as the `nabij` command."""

from nabij.ops.cli import main

if __name__ == "__main__":
    main()
