"""Node scripts of this folder, spoken to in lines of JSON."""

import json
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

TOOLS = Path(__file__).resolve().parent
ROOT = TOOLS.parents[1]
NODE = ROOT / ".venv" / "bin" / "node"


def need_package(name: str) -> None:
    """Skip where the front-end packages of the tests are not installed; in CI that is a failure."""
    if not (ROOT / "node_modules" / name).is_dir():
        reason = f"{name} is not installed: bin/test installs it (npm ci --ignore-scripts)"
        if os.environ.get("NABIJ_CI"):
            pytest.fail(reason)
        pytest.skip(reason)


class NodeScript:
    """A script that reads a line of JSON and answers with one, for as long as it is asked."""

    def __init__(self, script: str) -> None:
        self.script = script
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def ask(self, question: object) -> Any:
        """The answer to one question; the process starts with the first."""
        if self.process is None:
            self.process = subprocess.Popen(
                [NODE, TOOLS / self.script],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                cwd=ROOT,
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"{self.script} stopped without an answer (exit {self.process.wait()})"
        reply = json.loads(answer)
        assert "error" not in reply, f"{self.script}: {reply['error']}"
        return reply["answer"]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.process and self.process.stdin:
            self.process.stdin.close()
            self.process.wait(timeout=10)
