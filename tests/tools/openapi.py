"""Does an OpenAPI document keep to the Dutch API Design Rules? Spectral says, with the linter of Logius."""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.tools.node import NODE, ROOT, need_package
from tests.tools.shared import need_shared

SPECTRAL = ROOT / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"


def design_rule_findings(document: Mapping[str, Any]) -> list[str]:
    """What Spectral finds, as `severity rule at path: message`."""
    need_package("@stoplight/spectral-cli")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "openapi.json"
        path.write_text(json.dumps(document))
        report = Path(folder) / "report.json"
        rules = need_shared("api-design-rules/linter.yaml")
        options = ["-r", str(rules), "-f", "json", "-o", str(report), "-q"]
        command = [str(NODE), str(SPECTRAL), "lint", str(path), *options]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if not report.exists():
            raise AssertionError(
                f"Spectral stopped (exit {done.returncode}): {done.stderr[-2000:]}"
            )
        findings = json.loads(report.read_text())
    severities = ("error", "warning", "information", "hint")
    return [
        f"{severities[finding['severity']]} {finding['code']} at "
        f"{'/'.join(map(str, finding['path']))}: {finding['message']}"
        for finding in findings
    ]


def assert_design_rules(document: Mapping[str, Any]) -> None:
    """Fail with everything that Spectral finds, warnings too."""
    findings = design_rule_findings(document)
    assert not findings, f"{len(findings)} against the API Design Rules:\n" + "\n".join(findings)
