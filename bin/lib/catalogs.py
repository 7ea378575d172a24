"""Translations without GNU gettext: compile, check and update the catalogs (src/nabij/…/locale/nl/LC_MESSAGES/django.po).

    python bin/lib/catalogs.py compile    make each .mo that is missing or older than its .po
    python bin/lib/catalogs.py check      fail where a text of the source has no (good) Dutch translation
    python bin/lib/catalogs.py update     add what is missing to src/nabij/locale, drop what is no longer said

`update` also fills in what people left in src/nabij/locale/parts/*.toml, where the catalog has nothing yet:

    "Find" = "Vinden"
    "%(n)s day" = ["%(n)s dag", "%(n)s dagen"]
    [time]                                  # the context
    "late" = "laat"

The texts in the source are English, so English needs no catalog. Compiled files are made, never committed.
"""

import argparse
import ast
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "nabij"
MAIN_CATALOG = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "django.po"
TRANSLATED = ("nl",)

# For each function that marks a text: which arguments are the context, the text and its plural.
MARKERS: dict[str, dict[str, int]] = {
    "_": {"text": 0},
    "gettext": {"text": 0},
    "gettext_lazy": {"text": 0},
    "gettext_noop": {"text": 0},
    "ngettext": {"text": 0, "plural": 1},
    "ngettext_lazy": {"text": 0, "plural": 1},
    "pgettext": {"context": 0, "text": 1},
    "pgettext_lazy": {"context": 0, "text": 1},
    "npgettext": {"context": 0, "text": 1, "plural": 2},
    "npgettext_lazy": {"context": 0, "text": 1, "plural": 2},
}
TEMPLATE_CALL = re.compile(r"(?<![\w.])(?:_|n?p?gettext)\s*\(")
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{\w*\}")


@dataclass(frozen=True, order=True)
class Message:
    """A text in the source, as a catalog knows it."""

    text: str
    context: str | None = None
    plural: str | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, str | None]:
        """What tells it from another."""
        return self.text, self.context


# --- reading the source ------------------------------------------------------------------------


def messages_in_source() -> dict[tuple[str, str | None], tuple[Message, list[str]]]:
    """Every marked text with the places where it stands, as `path:line`."""
    found: dict[tuple[str, str | None], tuple[Message, list[str]]] = {}
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            messages = messages_in_python(path.read_text(encoding="utf-8"))
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            messages = messages_in_template(path.read_text(encoding="utf-8"), path.name)
        else:
            continue
        for message, line in messages:
            known, places = found.setdefault(message.key, (message, []))
            if message.plural and not known.plural:
                found[message.key] = (message, places)
            places.append(f"{path.relative_to(ROOT)}:{line}")
    return found


def messages_in_python(source: str) -> Iterator[tuple[Message, int]]:
    """Marked texts of a module: calls of a marker with plain strings."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (message := message_of(node)):
            yield message, node.lineno


def message_of(call: ast.Call) -> Message | None:
    """The message of one call, or None when it is no marker or its text is computed."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    parts: dict[str, str] = {}
    for part, index in MARKERS.get(name, {}).items():
        argument = call.args[index] if index < len(call.args) else None
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            return None
        parts[part] = argument.value
    return Message(parts["text"], parts.get("context"), parts.get("plural")) if parts else None


def messages_in_template(source: str, name: str) -> Iterator[tuple[Message, int]]:
    """Marked texts of a Django template: Django turns its tags into calls, blanking out the rest."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    calls = templatize(source, origin=name)
    for match in TEMPLATE_CALL.finditer(calls):
        call = call_at(calls, match.start())
        if call and (message := message_of(call)):
            yield message, calls.count("\n", 0, match.start()) + 1


def call_at(text: str, start: int) -> ast.Call | None:
    """The call that begins there: the shortest piece up to a closing bracket that parses."""
    end = start
    while (end := text.find(")", end) + 1) > 0:
        piece = text[start:end].replace("\n", " ")
        try:
            node = ast.parse(piece, mode="eval").body
        except SyntaxError:
            continue
        return node if isinstance(node, ast.Call) else None
    return None


# --- the catalogs ------------------------------------------------------------------------------


def catalogs(language: str) -> list[Path]:
    """The catalogs of a language: the common one and those of slices that keep their own."""
    return sorted(SOURCE.rglob(f"locale/{language}/LC_MESSAGES/django.po"))


def compile_stale() -> list[Path]:
    """Make every .mo that is missing or older than its .po; what was made."""
    made = []
    for po in sorted(SOURCE.rglob("locale/*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime > po.stat().st_mtime:
            continue
        half = mo.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(po)).save_as_mofile(str(half))
        half.replace(mo)
        made.append(mo)
    return made


def problems() -> list[str]:
    """What is wrong with the translations, a line each."""
    lines = []
    source = messages_in_source()
    for language in TRANSLATED:
        entries: dict[tuple[str, str | None], polib.POEntry] = {}
        for path in catalogs(language):
            for entry in polib.pofile(str(path), check_for_duplicates=True):
                if not entry.obsolete:
                    entries[entry.msgid, entry.msgctxt] = entry
        for key, (message, places) in source.items():
            if not message.text:
                lines.append(f"{places[0]}: an empty text is marked for translation")
                continue
            problem = problem_of(message, entries.get(key))
            if problem:
                lines.append(f"{places[0]}: {language}: {problem}: {message.text!r}")
        for text, context in entries.keys() - source.keys():
            lines.append(
                f"{language}: translated but said nowhere: {text!r}"
                + (f" ({context})" if context else "")
            )
    return lines


def problem_of(message: Message, entry: polib.POEntry | None) -> str:
    """What is wrong with one translation; empty when nothing is."""
    if entry is None:
        return "not translated"
    if entry.fuzzy:
        return "still marked fuzzy"
    translations = list(entry.msgstr_plural.values()) if message.plural else [entry.msgstr]
    if len(translations) != (2 if message.plural else 1) or not all(translations):
        return "not translated" if not message.plural else "needs a singular and a plural"
    said = placeholders(message.text) | placeholders(message.plural or "")
    for translation in translations:
        strange = placeholders(translation) - said
        lost = (said - placeholders(translation)) if not message.plural else set()
        if strange or lost:
            return f"placeholders differ ({', '.join(sorted(strange | lost))})"
    if (message.text[0] == "\n") != (translations[0][0] == "\n"):
        return "only one of the two begins with a new line"
    return ""


def placeholders(text: str) -> set[str]:
    """The places in a text that are filled in later."""
    return set(PLACEHOLDER.findall(text))


def offered() -> dict[tuple[str, str | None], list[str]]:
    """The translations in locale/parts: one form, or a singular and a plural."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for path in sorted((MAIN_CATALOG.parents[2] / "parts").glob("*.toml")):
        for text, value in tomllib.loads(path.read_text(encoding="utf-8")).items():
            inside = value.items() if isinstance(value, dict) else [(text, value)]
            context = text if isinstance(value, dict) else None
            for said, forms in inside:
                found[said, context] = [forms] if isinstance(forms, str) else list(forms)
    return found


def fill_in(entry: polib.POEntry, forms: Sequence[str]) -> None:
    """Give an entry these forms where it has none yet."""
    if entry.msgid_plural and not all(entry.msgstr_plural.values()):
        entry.msgstr_plural = dict(enumerate(forms))
    elif not entry.msgid_plural and not entry.msgstr:
        entry.msgstr = forms[0]


def update() -> tuple[int, int]:
    """Bring the common catalog up to date; how many were added and dropped."""
    source = messages_in_source()
    elsewhere = {
        (entry.msgid, entry.msgctxt)
        for path in catalogs("nl")
        if path != MAIN_CATALOG
        for entry in polib.pofile(str(path))
    }
    old = polib.pofile(str(MAIN_CATALOG)) if MAIN_CATALOG.exists() else []
    known: dict[tuple[str, str | None], polib.POEntry] = {
        (entry.msgid, entry.msgctxt): entry for entry in old if not entry.obsolete
    }
    new = polib.POFile(wrapwidth=100)
    new.metadata = {
        "Language": "nl",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    added, parts = 0, offered()
    for key in sorted(source.keys() - elsewhere, key=lambda k: (k[0].lower(), k[0], k[1] or "")):
        message, places = source[key]
        entry = known.get(key)
        if entry is None:
            added += 1
            entry = polib.POEntry(msgid=message.text, msgctxt=message.context)
        if message.plural:
            entry.msgid_plural = message.plural
            if not entry.msgstr_plural:
                entry.msgstr_plural = {0: entry.msgstr, 1: ""}
        if key in parts:
            fill_in(entry, parts[key])
        # Files without line numbers: moving code must not touch the catalog.
        entry.occurrences = [
            (path, "") for path in sorted({place.rpartition(":")[0] for place in places})
        ]
        new.append(entry)
    MAIN_CATALOG.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(MAIN_CATALOG))
    return added, len(known.keys() - source.keys())


def main() -> int:
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(description="Translations without GNU gettext.")
    parser.add_argument("command", choices=["compile", "check", "update"])
    command = parser.parse_args().command
    if command == "compile":
        compile_stale()
        return 0
    if command == "update":
        added, dropped = update()
        print(f"{added} added, {dropped} dropped in {MAIN_CATALOG.relative_to(ROOT)}")
        return 0
    found = problems()
    print("\n".join(found) or f"{len(messages_in_source())} texts, all in Dutch and English")
    if found:
        print(
            f"\n{len(found)} texts to see to. `.venv/bin/python bin/lib/catalogs.py update` adds what is missing."
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
