"""The specification of HSDS and its examples, from where they are kept beside the checkout."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("NABIJ_SHARED") or ROOT.parent / "shared") / "data"
V3 = DATA / "hsds-3.0"

needs_data = pytest.mark.skipif(
    not V3.is_dir(), reason=f"the HSDS specification is not in {DATA} (set NABIJ_SHARED)"
)

#: Name → where it is, and how many places, organisations and offers are in it.
PACKAGES: dict[str, tuple[Path, tuple[int, int, int]]] = {
    "3.0 service in JSON": (V3 / "examples/service_full.json", (1, 1, 1)),
    "3.0 organisation in JSON": (V3 / "examples/organization_full.json", (1, 1, 1)),
    "3.0 service at location in JSON": (V3 / "examples/service_at_location_full.json", (1, 1, 1)),
    "3.0 tables in JSON": (V3 / "examples/tabular.json", (1, 1, 1)),
    "3.0 list of services": (V3 / "examples/service_list.json", (0, 1, 1)),
    "3.0 list of services at locations": (
        V3 / "examples/service_at_location_list.json",
        (1, 1, 1),
    ),
    "3.0 list of organisations": (V3 / "examples/organization_list.json", (0, 1, 0)),
    "3.0 location": (V3 / "examples/location.json", (1, 0, 0)),
    "3.0 directory of JSON": (V3 / "examples", (1, 1, 1)),
    "3.0 data package": (V3 / "examples/csv", (1, 1, 1)),
    "1.1 data package": (DATA / "hsds-1.1/all_resources", (10, 10, 13)),
    "1.1 simple data package": (DATA / "hsds-1.1/simple", (10, 10, 13)),
    "Ohana": (DATA / "ohana-csv", (22, 8, 23)),
}


@cache
def validator(name: str) -> Any:
    """The compiled schema of this name, with its formats checked."""
    schema = json.loads((V3 / "schema" / f"{name}.json").read_text())
    return Draft202012Validator(schema, format_checker=FormatChecker())


def assert_valid(name: str, record: dict[str, Any]) -> None:
    """Fail with every place where the record breaks the schema."""
    errors = [
        f"{list(error.path)}: {error.message[:200]}"
        for error in validator(name).iter_errors(record)
    ]
    assert not errors, f"{name} {record.get('id')}\n" + "\n".join(errors)
