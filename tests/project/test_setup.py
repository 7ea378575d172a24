"""The scripts in bin/: do their small parts do what they say? Installing itself is tried on a bare machine, by hand."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def bash(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f"source bin/lib/setup.sh\n{script}"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "goed"),
        ({"LANG": "en_US.UTF-8"}, "good"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "nl_NL.UTF-8"}, "goed"),
        ({"LANG": ""}, "good"),
    ],
)
def test_it_speaks_the_language_of_the_terminal(environment: dict[str, str], said: str) -> None:
    done = bash("say goed good", **environment)
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == said  # a machine without Dutch has bash say so first


def test_without_rights_it_says_which_command_to_give(tmp_path: Path) -> None:
    fake = tmp_path / "apt-get"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    done = bash(
        'may_become_root() { return 1; }; need_system_packages "Waarom." "Why." python3 python3-venv',
        PATH=f"{tmp_path}:{os.environ['PATH']}",
    )
    assert done.returncode == 69
    assert "Why." in done.stderr
    assert "sudo apt-get update && sudo apt-get install -y python3 python3-venv" in done.stderr


def test_a_failing_installation_is_told(tmp_path: Path) -> None:
    fake = tmp_path / "apt-get"
    fake.write_text("#!/bin/sh\nexit 100\n")
    fake.chmod(0o755)
    done = bash(
        'may_become_root() { return 0; }; as_root() { "$@"; }; need_system_packages "Waarom." "Why." nothing',
        PATH=f"{tmp_path}:{os.environ['PATH']}",
    )
    assert done.returncode == 70
    assert "Installing nothing failed" in done.stderr


def test_a_stamp_holds_only_for_the_same_lock(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text("one")
    done = bash(
        f"""stamp={tmp_path}/stamp
        stamped "$stamp" "$(fingerprint {lock})" && echo early
        fingerprint {lock} >"$stamp"
        stamped "$stamp" "$(fingerprint {lock})" && echo same
        echo two >{lock}
        stamped "$stamp" "$(fingerprint {lock})" || echo other"""
    )
    assert done.stdout.split() == ["same", "other"]


def sound(tmp_path: Path, setting: str) -> bool:
    """Whether an environment in tmp_path, changed by `setting`, passes for whole."""
    script = f"""
    mkdir -p "$VENV/bin" "$STAMPS"
    printf 'executable = %s\\ncommand = %s -m venv %s\\n' /bin/sh /bin/sh "$VENV" >"$VENV/pyvenv.cfg"
    ln -s /bin/sh "$VENV/bin/python"
    {setting}
    venv_is_sound"""
    done = subprocess.run(
        ["bash", "-c", f"cd {tmp_path} && source bin/lib/setup.sh && {{ {script}\n}}"],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    (tmp_path / "bin" / "lib").mkdir(parents=True)
    setup = (ROOT / "bin" / "lib" / "setup.sh").read_text()
    (tmp_path / "bin" / "lib" / "setup.sh").write_text(setup)
    return tmp_path


@pytest.mark.parametrize(
    ("setting", "whole"),
    [
        (":", True),
        (': >"$STAMPS/busy"', False),  # killed half-way
        ('rm "$VENV/bin/python"', False),
        ('sed -i "s|$VENV|/moved/.venv|" "$VENV/pyvenv.cfg"', False),  # the checkout was moved
        ('sed -i "s|executable = .*|executable = /gone|" "$VENV/pyvenv.cfg"', False),  # upgraded
    ],
)
def test_a_broken_environment_is_noticed(elsewhere: Path, setting: str, whole: bool) -> None:
    assert sound(elsewhere, setting) is whole


def test_two_at_once_wait_for_each_other(elsewhere: Path) -> None:
    script = """
    source bin/lib/setup.sh
    slowly() { echo begin; sleep 0.3; echo end; }
    one_at_a_time slowly & one_at_a_time slowly & wait"""
    done = subprocess.run(
        ["bash", "-c", script], cwd=elsewhere, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["begin", "end", "begin", "end"]
    assert "waiting" in done.stderr or "wachten" in done.stderr


@pytest.mark.parametrize("name", ["demo", "nabij", "test"])
def test_the_scripts_can_be_run(name: str) -> None:
    path = ROOT / "bin" / name
    assert os.access(path, os.X_OK)
    assert path.read_text().startswith("#!/usr/bin/env bash\n")


def test_help_of_the_tests_needs_nothing_installed(elsewhere: Path) -> None:
    (elsewhere / "bin" / "test").write_text((ROOT / "bin" / "test").read_text())
    done = subprocess.run(
        ["bash", "bin/test", "--help"], cwd=elsewhere, capture_output=True, text=True, check=True
    )
    assert "bin/test tests/core -k wall" in done.stdout
    assert not (elsewhere / ".venv").exists()
