"""What the browser asks for that others made: which files of `node_modules` are served, under which address.

Only what is named here is served, all of it from our own host, below `/static/vendor/`:

    vendor/components.css              NL Design System and Utrecht components, in the cascade layer `components`
    vendor/tokens.css                  the values they ask for, from the Voorbeeld theme, in the layer `tokens`
    vendor/source-sans-3/font.css      Source Sans 3 and, beside it, the font files
    vendor/htmx/htmx.min.js
    vendor/leaflet/leaflet.css|.js     and, beside them, the images

Django finds them where STATICFILES_FINDERS names `nabij.web.frontend.VendorFinder`.

A style sheet of our own that stands in no layer wins from both layers, whatever the order of loading. To use another
component: `npm install` its package and add it to COMPONENTS.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core import checks
from django.core.files.storage import FileSystemStorage

VENDOR = "vendor"

CANDIDATES = (
    "button",
    "data-badge",
    "heading",
    "link",
    "mark",
    "number-badge",
    "paragraph",
    "skip-link",
)
UTRECHT = (
    "root",
    "document",
    "body",
    "surface",
    "page-layout",
    "page-header",
    "page-body",
    "page-content",
    "page-footer",
    "column-layout",
    "nav-bar",
    "nav-list",
    "breadcrumb-nav",
    "table-of-contents",
    "search-bar",
    "article",
    "card",
    "figure",
    "img",
    "blockquote",
    "alert",
    "separator",
    "badge-list",
    "data-list",
    "table",
    "unordered-list",
    "ordered-list",
    "link-list",
    "pagination",
    "action-group",
    "form-field",
    "form-fieldset",
    "form-label",
    "form-field-description",
    "form-field-error-message",
    "textbox",
    "textarea",
    "select",
    "checkbox",
    "radio-button",
)
COMPONENTS = (
    *(f"@utrecht/{name}-css/dist/index.css" for name in UTRECHT),
    *(f"@nl-design-system-candidate/{name}-css/dist/{name}.css" for name in CANDIDATES),
)
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
FONT = "@fontsource/source-sans-3"
FONT_CUTS = ("400", "400-italic", "600", "700")


@dataclass(frozen=True)
class Served:
    """Files of one folder of `node_modules`, served under `vendor/<below>`."""

    folder: str
    below: str
    names: tuple[str, ...]  # glob patterns, relative to the folder


SERVED = (
    Served("htmx.org/dist", "htmx", ("htmx.min.js",)),
    Served(
        "leaflet/dist", "leaflet", ("leaflet.css", "leaflet.js", "leaflet.js.map", "images/*.png")
    ),
    Served(
        FONT,
        "source-sans-3",
        tuple(
            f"files/*-{_file}.woff*"
            for _file in ("400-normal", "400-italic", "600-normal", "700-normal")
        ),
    ),
    Served(".nabij", "", ("components.css", "tokens.css", "source-sans-3/font.css")),
)


def node_modules() -> Path:
    """Where npm put the packages: beside the source, unless the setting NODE_MODULES says otherwise."""
    return Path(
        getattr(settings, "NODE_MODULES", Path(__file__).resolve().parents[3] / "node_modules")
    )


# --- style sheets that are put together --------------------------------------------------------


def components_css(modules: Path) -> str:
    """All components in one sheet, in a cascade layer, so that a page asks for one file and not for fifty."""
    sheets = (_sheet(modules / name) for name in COMPONENTS)
    return "@layer tokens, components;\n@layer components {\n" + "\n".join(sheets) + "\n}\n"


def tokens_css(modules: Path, *, used_by: str) -> str:
    """The tokens that those components ask for, and what these rest on: a tenth of the whole theme.

    The tokens that begin with `--basis-` are all kept, since a municipality's theme file may build on any of them.
    """
    values = dict(re.findall(r"^\s*(--[\w-]+):\s*(.*);$", _sheet(modules / TOKENS), re.MULTILINE))
    wanted = [name for name in values if name.startswith("--basis-")] + _asked_for(used_by)
    kept: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in values and name not in kept:
            kept.add(name)
            wanted += _asked_for(values[name])
    lines = "\n".join(f"  {name}: {values[name]};" for name in sorted(kept))
    return f"@layer tokens, components;\n@layer tokens {{\n:root {{\n{lines}\n}}\n}}\n"


def font_css(modules: Path) -> str:
    """The cuts of Source Sans 3 that Nabij uses, in all its alphabets."""
    return "\n".join(_sheet(modules / FONT / f"{cut}.css") for cut in FONT_CUTS)


def _sheet(path: Path) -> str:
    """A style sheet without the parts that may not stand in the middle of another."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text)
    return re.sub(r"@charset [^;]+;", "", text).lstrip("\ufeff").strip()


def _asked_for(css: str) -> list[str]:
    return re.findall(r"var\(\s*(--[\w-]+)", css)


def put_together(modules: Path) -> None:
    """Write the sheets into `node_modules/.nabij`, where they are missing or older than what they are made of."""
    made = modules / ".nabij"
    sources = (modules / ".package-lock.json", Path(__file__))
    newest = max(path.stat().st_mtime for path in sources if path.exists())
    last = made / "source-sans-3" / "font.css"
    if last.exists() and last.stat().st_mtime >= newest:
        return
    components = components_css(modules)
    _write(made / "components.css", components)
    _write(made / "tokens.css", tokens_css(modules, used_by=components))
    _write(last, font_css(modules))


def _write(path: Path, text: str) -> None:
    """Write whole or not at all, also when two processes do it at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}.tmp")
    half.write_text(text, encoding="utf-8")
    half.replace(path)


# --- for Django --------------------------------------------------------------------------------


class VendorFinder(BaseFinder):
    """Finds the files above for Django's static files."""

    def check(self, **_kwargs: Any) -> list[checks.CheckMessage]:
        """Say what to do where the packages are not there."""
        missing = [name for name in (*COMPONENTS, TOKENS) if not (node_modules() / name).is_file()]
        missing += [
            served.folder for served in SERVED[:-1] if not (node_modules() / served.folder).is_dir()
        ]
        if not missing:
            return []
        return [
            checks.Warning(
                f"{len(missing)} of the front-end packages are not installed, such as {missing[0]}.",
                hint="bin/demo, bin/nabij and bin/test install them; by hand: npm ci --ignore-scripts --omit=dev",
                id="nabij.W001",
            )
        ]

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """The file behind an address below /static/, or a list of them."""
        for name, storage in self.list(()):
            if f"{storage.prefix}/{name}" == path:
                return [storage.path(name)] if find_all else storage.path(name)
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        """Every served file, with the storage that reads it."""
        modules = node_modules()
        if self.check():
            return
        put_together(modules)
        for served in SERVED:
            storage = VendorStorage(modules / served.folder, f"{VENDOR}/{served.below}".rstrip("/"))
            for name in served.names:
                for found in sorted((modules / served.folder).glob(name)):
                    relative = found.relative_to(modules / served.folder).as_posix()
                    if not matches_patterns(relative, list(ignore_patterns or ())):
                        yield relative, storage


class VendorStorage(FileSystemStorage):
    """A folder whose files are served under a prefix."""

    def __init__(self, location: Path, prefix: str) -> None:
        super().__init__(location=location)
        self.prefix = prefix
