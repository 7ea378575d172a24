"""Real data and standards that lie beside the checkout and are never copied into it."""

import os
from pathlib import Path

import pytest

SHARED = Path(
    os.environ.get("NABIJ_SHARED") or Path(__file__).resolve().parents[2].parent / "shared"
)


def need_shared(name: str) -> Path:
    """The file or folder of this name below `data`; skips the test, with a word, where it is absent."""
    path = SHARED / "data" / name
    if not path.exists():
        pytest.skip(f"{name} is not in {SHARED / 'data'} (set NABIJ_SHARED)")
    return path
