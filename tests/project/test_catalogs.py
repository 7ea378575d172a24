"""The tool that compiles and checks translations without GNU gettext."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, looking at a source tree of its own."""
    spec = importlib.util.spec_from_file_location("catalogs", ROOT / "bin" / "lib" / "catalogs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "catalogs", module)
    spec.loader.exec_module(module)
    source = tmp_path / "src" / "nabij"
    (source / "web" / "templates").mkdir(parents=True)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "SOURCE", source)
    monkeypatch.setattr(module, "MAIN_CATALOG", source / "locale/nl/LC_MESSAGES/django.po")
    return module


@pytest.fixture
def translate(tool: ModuleType) -> Callable[[dict[str, str]], None]:
    """Bring the catalog up to date and fill these in."""

    def fill(translations: dict[str, str]) -> None:
        tool.update()
        catalog = polib.pofile(str(tool.MAIN_CATALOG))
        for entry in catalog:
            if entry.msgid_plural:
                one, _, many = translations[entry.msgid].partition("|")
                entry.msgstr_plural = {0: one, 1: many}
            else:
                entry.msgstr = translations.get(entry.msgid, "")
        catalog.save()

    return fill


def write(tool: ModuleType, name: str, text: str) -> None:
    (tool.SOURCE / name).write_text(text)


def test_texts_are_found_in_python(tool: ModuleType) -> None:
    write(
        tool,
        "a.py",
        "_('one')\ngettext('two ' 'and a half')\nngettext('%d day', '%d days', n)\n"
        "pgettext_lazy('time', 'late')\n_(computed)\nother('no')\n",
    )
    assert set(tool.messages_in_source()) == {
        ("one", None),
        ("two and a half", None),
        ("%d day", None),
        ("late", "time"),
    }


def test_texts_are_found_in_templates(tool: ModuleType) -> None:
    write(
        tool,
        "web/templates/a.html",
        """{% load i18n %}<p class="x">don't look (here)</p>
        {% translate "Find (something) nearby" %} {% translate 'Say "yes"' context "answer" %}
        {% blocktranslate with n=a.name trimmed %}
            Go to {{ n }}
        {% endblocktranslate %}
        {% blocktranslate count c=things %}{{ c }} thing{% plural %}{{ c }} things{% endblocktranslate %}
        {{ _("inline") }}""",
    )
    assert set(tool.messages_in_source()) == {
        ("Find (something) nearby", None),
        ('Say "yes"', "answer"),
        ("Go to %(n)s", None),
        ("%(c)s thing", None),
        ("inline", None),
    }


@pytest.mark.parametrize(
    ("source", "dutch", "problem"),
    [
        ("_('Near')", "", "not translated"),
        ("_('Near %(x)s')", "Nabij", "placeholders differ"),
        ("_('{n} days')", "{m} dagen", "placeholders differ"),
        ("ngettext('%d day', '%d days', n)", "%d dag|", "needs a singular and a plural"),
        ("ngettext('one day', '%d days', n)", "een dag|%d dagen", ""),
        ("_('Near %(x)s')", "Nabij %(x)s", ""),
    ],
)
def test_a_bad_translation_is_told(
    tool: ModuleType,
    translate: Callable[[dict[str, str]], None],
    source: str,
    dutch: str,
    problem: str,
) -> None:
    write(tool, "a.py", source)
    (message,) = (text for text, _ in tool.messages_in_source())
    translate({message: dutch})
    found = tool.problems()
    assert len(found) == bool(problem)
    assert all(problem in line for line in found)


def test_what_is_said_nowhere_is_told_and_dropped(
    tool: ModuleType, translate: Callable[[dict[str, str]], None]
) -> None:
    write(tool, "a.py", "_('Near')\n_('Far')")
    translate({"Near": "Nabij", "Far": "Ver"})
    write(tool, "a.py", "_('Near')")
    assert tool.problems() == ["nl: translated but said nowhere: 'Far'"]
    assert tool.update() == (0, 1)
    assert tool.problems() == []


def test_what_people_left_in_parts_is_filled_in(tool: ModuleType) -> None:
    write(
        tool,
        "a.py",
        "_('Near')\n_('Far')\nngettext('%d day', '%d days', n)\npgettext('time', 'late')",
    )
    parts = tool.SOURCE / "locale" / "parts"
    parts.mkdir(parents=True)
    (parts / "a.toml").write_text(
        '''"Near" = "Nabij"\n"Far" = "Ver"\n"%d day" = ["%d dag", "%d dagen"]\n[time]\n"late" = "laat"'''
    )
    tool.update()
    assert tool.problems() == []
    (parts / "a.toml").write_text('"Near" = "Vlakbij"')
    tool.update()
    near = polib.pofile(str(tool.MAIN_CATALOG)).find("Near")
    assert near is not None
    assert near.msgstr == "Nabij"  # what is there stays


def test_only_stale_catalogs_are_compiled(
    tool: ModuleType, translate: Callable[[dict[str, str]], None]
) -> None:
    write(tool, "a.py", "_('Near')")
    translate({"Near": "Nabij"})
    (made,) = tool.compile_stale()
    assert [(entry.msgid, entry.msgstr) for entry in polib.mofile(str(made))] == [("Near", "Nabij")]
    assert tool.compile_stale() == []
