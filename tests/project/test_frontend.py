"""What is served of the packages of others."""

import re

import pytest
from django.contrib.staticfiles import finders

from nabij.web import frontend
from tests.tools.node import need_package


@pytest.fixture(autouse=True)
def _packages() -> None:
    need_package("htmx.org")


def served() -> dict[str, str]:
    finder = frontend.VendorFinder()
    return {f"{storage.prefix}/{name}": storage.path(name) for name, storage in finder.list(None)}


def test_django_finds_what_pages_ask_for() -> None:
    for path in (
        "vendor/components.css",
        "vendor/tokens.css",
        "vendor/source-sans-3/font.css",
        "vendor/source-sans-3/files/source-sans-3-latin-400-normal.woff2",
        "vendor/htmx/htmx.min.js",
        "vendor/leaflet/leaflet.css",
        "vendor/leaflet/leaflet.js",
        "vendor/leaflet/images/marker-icon.png",
    ):
        assert finders.find(path), path


def test_nothing_else_of_the_packages_is_served() -> None:
    assert finders.find("vendor/leaflet/leaflet-src.js") is None
    assert finders.find("vendor/htmx/../../package.json") is None


def test_every_file_that_a_sheet_names_is_served_too() -> None:
    files = served()
    for address, path in files.items():
        if not address.endswith(".css"):
            continue
        folder = address.rpartition("/")[0]
        with open(path, encoding="utf-8") as sheet:  # noqa: PTH123
            text = sheet.read()
        assert "sourceMappingURL" not in text
        for name in re.findall(r"url\(['\"]?(?!data:|#)([^'\")]+)", text):
            assert f"{folder}/{name.removeprefix('./')}" in files, f"{address} names {name}"


def test_our_own_sheets_win_from_those_of_others() -> None:
    files = served()
    for name in ("components", "tokens"):
        with open(files[f"vendor/{name}.css"], encoding="utf-8") as sheet:  # noqa: PTH123
            text = sheet.read()
        assert text.startswith("@layer tokens, components;")
        assert text.count("{") == text.count("}")


def test_every_token_that_has_a_value_and_is_asked_for_is_there() -> None:
    modules = frontend.node_modules()
    components = frontend.components_css(modules)
    kept = frontend.tokens_css(modules, used_by=components)
    assert "--basis-color-accent-1-bg-default" in kept
    assert "--nl-button-primary-background-color" in kept
    assert "--denhaag-" not in kept


def test_a_missing_package_is_said_with_what_to_do(
    settings: object, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "NODE_MODULES", str(tmp_path), raising=False)
    (warning,) = frontend.VendorFinder().check()
    assert warning.id == "nabij.W001"
    assert "npm ci" in str(warning.hint)
    assert list(frontend.VendorFinder().list(None)) == []
