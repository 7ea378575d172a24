"""What `docs/import-offers.md` says is what the code does."""

from pathlib import Path

import pytest

from nabij.exchange.offers.columns import COLUMNS, Column, match_columns

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "import-offers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("column", COLUMNS, ids=lambda each: each.key)
def test_every_column_and_synonym_is_documented(column: Column) -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{column.title}`"))
    for name in column.names.split(";")[1:]:
        assert name in line


@pytest.mark.parametrize("column", COLUMNS, ids=lambda each: each.key)
def test_every_name_means_one_column(column: Column) -> None:
    for name in column.names.split(";"):
        assert match_columns(1, [name.upper()], "a.csv").columns == {column.key: 0}
