"""Files that are read whole: looked at from outside first, then as JSON."""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from nabij.exchange.open_data import OpenImport
from nabij.exchange.reading.tables import BadInputError
from nabij.exchange.reading.words import in_words
from nabij.exchange.records import Problem


def check_file(path: Path, megabytes: int) -> str:
    """The file's name. Raises BadInputError for a folder, an empty file, or one over the limit."""

    def refuse(code: str, **detail: Any) -> BadInputError:
        return BadInputError(Problem(code, in_words(code, detail), path.name))

    if path.is_dir():
        raise refuse("directory")
    try:
        size = path.stat().st_size
        path.open("rb").close()
    except OSError as problem:
        raise refuse("no_file", what=problem.strerror or "") from problem
    if not size:
        raise refuse("empty")
    if size > megabytes * 1_000_000:
        raise refuse("large_file", limit=megabytes)
    return path.name


def read_json(work: OpenImport, path: Path) -> dict[str, Any]:
    """The object in the file; an empty one, with what is wrong reported, where there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        work.problem("encoding", _("JSON is always UTF-8; this file is not."))
    except json.JSONDecodeError as problem:
        message = _("This is no JSON: %(what)s") % {"what": problem.msg}
        work.problem("json", message, problem.lineno)
    except RecursionError:
        work.problem("json", _("This JSON is nested without end."))
    else:
        if isinstance(found, dict):
            return found
        work.problem("json", _("This JSON is no object with names and values."))
    return {}
