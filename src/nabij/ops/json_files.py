"""JSON files that a command is given: read safely, and their errors told in words."""

import json
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from nabij.methods.reading import BadFieldError
from nabij.ops.exits import BadInputError


def read_json(source: str) -> Any:
    """What a file holds; "-" is what is typed. Ends the command with 65 where it is no JSON in UTF-8."""
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as problem:
        told = _("{file} cannot be read: {problem}").format(file=source, problem=problem.strerror)
        raise BadInputError(told) from None
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise BadInputError(_("{file} is not in UTF-8.").format(file=source)) from None
    except RecursionError:
        raise BadInputError(_("{file} is nested too deep.").format(file=source)) from None
    except json.JSONDecodeError as problem:
        raise BadInputError(
            _("{file} is no JSON: line {line}, column {column}.").format(
                file=source, line=problem.lineno, column=problem.colno
            )
        ) from None
    except ValueError:
        raise BadInputError(
            _("{file} holds a number that JSON does not know, such as NaN.").format(file=source)
        ) from None


def _no_number(_constant: str) -> float:
    raise ValueError


def in_words(problem: BadFieldError, source: str) -> str:
    """What is wrong, where, and what to do."""
    return f"{source}: {problem.path}: {_sentence(problem)}"


def _sentence(problem: BadFieldError) -> str:
    templates = {
        "missing": _("this is needed and is not there."),
        "empty": _("this may not be empty."),
        "not_one_of": _("“{found}” is not known. Choose from: {choices}."),
        "out_of_range": _("must be from {least} to {most}."),
        "twice": _("“{what}” occurs twice; give each its own."),
        "unknown": _("“{what}” is not in this file."),
        "before": _("must be after {what}."),
    }
    kinds = {
        "object": _("must be an object, between { and }."),
        "list": _("must be a list, between [ and ]."),
        "text": _("must be a text, between quotes."),
        "number": _("must be a number."),
        "whole": _("must be a whole number."),
        "boolean": _("must be true or false."),
        "date": _("must be a date such as 2026-12-01."),
        "time": _("must be a time such as 13:30."),
    }
    if problem.code == "not_a":
        return kinds[str(problem.values["kind"])]
    return templates[problem.code].format(**problem.values)
