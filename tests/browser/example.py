"""The example municipality, served by `bin/demo` itself to the tests in the browser."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def served() -> Iterator[str]:
    """The address of the example municipality: the demo itself, with a database of its own per worker."""
    home = Path(os.environ["NABIJ_DATA"]) / "demo"
    shutil.copytree(filled_example(), home)
    log = home / "demo.log"
    port = free_port()
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "nabij", "demo", "--port", str(port), "--data", str(home)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=demo_environment(home),
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_answering(address, server, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()


def filled_example() -> Path:
    """The example's data directory, filled once for all workers of a run: who comes second waits."""
    filled = Path(os.environ["NABIJ_TEST_HOME"]) / "example"
    with filled.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not filled.exists():
            half = filled.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            command = ["-m", "nabij", "demo", "--fill-only", "--data", str(half)]
            done = subprocess.run(
                [sys.executable, *command],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                env=demo_environment(half),
                check=False,
            )
            if done.returncode:
                pytest.fail(
                    f"the example could not be filled:\n{done.stdout}\n{done.stderr[-3000:]}"
                )
            half.rename(filled)
    return filled


def demo_environment(home: Path) -> dict[str, str]:
    """The demo's environment: nothing of the tests' own settings."""
    ours = {"DATABASE_URL", "NABIJ_MODE", "NABIJ_DATA"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"NABIJ_MODE": "demo", "NABIJ_DATA": str(home), "PYTHONUNBUFFERED": "1"}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_answering(
    address: str, server: subprocess.Popen[bytes], log: Path, seconds: int = 300
) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the demo stopped (exit {server.returncode}):\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the demo did not answer within {seconds} seconds:\n{log.read_text()[-3000:]}")
