"""The real data beside the checkout: used from there, and tests say so when it is absent."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def shared(name: str) -> Path:
    """A file of the shared data; skips the test where it is not there."""
    home = Path(os.environ.get("NABIJ_SHARED") or ROOT.parent / "shared")
    path = home / "data" / name
    if not path.exists():
        pytest.skip(f"needs {name} of the shared data (NABIJ_SHARED)")
    return path
