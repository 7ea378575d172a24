"""What Nabij knows of HSDS 3.0 is what the specification says."""

import json

from nabij.exchange.hsds import spec
from tests.tools.hsds import V3, needs_data

KINDS = {"string": "text", "date-time": "datetime", "uuid": "text"}


@needs_data
def test_the_tables_and_their_fields_are_those_of_the_specification() -> None:
    tables = json.loads((V3 / "schema/tabular.json").read_text())["properties"]
    assert set(tables) == set(spec.TABLES)
    for name, told in tables.items():
        table, fields = spec.TABLES[name], told["items"]["properties"]
        plain = {field for field, each in fields.items() if each["type"] != "array"} - {"id"}
        assert {*table.fields, *table.links} == plain, name
        nested = {field for field, each in fields.items() if each["type"] == "array"}
        assert set(table.children) - {"services"} == nested, name
        assert set(table.required) == set(told["items"]["required"]) - {"id"}, name
        assert table.file == told["items"]["path"]


@needs_data
def test_what_a_field_holds_is_what_the_specification_says() -> None:
    tables = json.loads((V3 / "schema/tabular.json").read_text())["properties"]
    for name, table in spec.TABLES.items():
        for field, kind in table.fields.items():
            told = tables[name]["items"]["properties"][field]
            form = told.get("format") or told["type"]
            expected = frozenset(told["enum"]) if "enum" in told else KINDS.get(form, form)
            assert kind == expected, f"{name}.{field}"
