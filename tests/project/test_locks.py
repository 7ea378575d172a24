"""The locks: whole, hashed, agreeing with each other, naming no registry, under licences we can use."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_LOCKS = ("run", "test")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)\s*(;[^\\]*)?", re.MULTILINE)
USABLE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "EUPL-1.2",
    "ISC",
    "MIT",
    "MPL-2.0",
    "OFL-1.1",
    "Unlicense",
}


def pins(name: str) -> set[tuple[str, str, str]]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return {(pin, version, (marker or "").strip()) for pin, version, marker in PIN.findall(text)}


def npm_packages() -> dict[str, dict[str, Any]]:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    return {name: package for name, package in lock["packages"].items() if name}


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_python_package_has_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = [entry for entry in re.split(r"\n(?=[A-Za-z0-9])", text) if "==" in entry]
    assert entries
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_for_tests_holds_all_of_the_lock_to_run() -> None:
    assert pins("run") - pins("test") == set()


def test_every_npm_package_has_its_integrity() -> None:
    assert [name for name, package in npm_packages().items() if not package.get("integrity")] == []


@pytest.mark.parametrize(
    "path", ["requirements/run.txt", "requirements/test.txt", "package-lock.json", ".npmrc"]
)
def test_no_lock_names_a_registry(path: str) -> None:
    text = (ROOT / path).read_text()
    allowed = re.compile(r'"url": "https?://[^"]*"')  # where a package's makers ask for support
    found = re.findall(r"https?://\S+", allowed.sub("", text))
    assert found == []
    assert '"resolved"' not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|^registry\s*=", text, re.MULTILINE)


def test_the_browser_gets_only_what_we_may_pass_on() -> None:
    served = {name: p.get("license") for name, p in npm_packages().items() if not p.get("dev")}
    assert {name: licence for name, licence in served.items() if licence not in USABLE} == {}


def test_design_tokens_of_other_governments_are_not_ours_to_ship() -> None:
    theirs = re.compile(
        r"(utrecht|amsterdam|rijkshuisstijl|rotterdam|rhc|den-?haag)[^/]*design-tokens"
    )
    assert [name for name in npm_packages() if theirs.search(name)] == []


def test_package_json_is_exact() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    loose = {
        name: version
        for kind in ("dependencies", "devDependencies")
        for name, version in package[kind].items()
        if not re.fullmatch(r"\d+\.\d+\.\d+", version)
    }
    assert loose == {}
