"""Is this page accessible, as far as axe-core can see? That is about half of what matters."""

from collections.abc import Callable
from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.tools.node import ROOT, need_package

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
ADVICE = "best-practice"


@cache
def axe_source() -> str:
    need_package("axe-core")
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def axe_violations(
    page: Page, include: str | None = None, *, best: bool = True
) -> list[dict[str, Any]]:
    """What axe-core finds, with its tags; best: its best practices too. It runs from outside the page's own policy."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(axe_source())
    result: dict[str, Any] = page.evaluate(
        """([context, tags]) => axe.run(context ?? document,
             { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] })""",
        [include, [*WCAG, *([ADVICE] if best else [])]],
    )
    violations: list[dict[str, Any]] = result["violations"]
    return violations


def assert_accessible(
    page: Page,
    advise: Callable[[str], None],
    include: str | None = None,
    *,
    best: bool = True,
) -> None:
    """Fail with each violation of WCAG: the rule, what to do, and the elements; say the advice apart."""
    failures = []
    for violation in axe_violations(page, include, best=best):
        if set(violation["tags"]) & set(WCAG):
            failures.append(described(violation))
        else:
            advise(f"{page.url.partition('?')[0]}: {violation['help']} ({violation['id']})")
    if failures:
        raise AssertionError(f"{page.url} at {viewport(page)}:\n" + "\n".join(failures))


def described(violation: dict[str, Any]) -> str:
    lines = [f"  {violation['impact']}: {violation['help']} ({violation['id']})"]
    for node in violation["nodes"][:5]:
        lines.append(f"    at {' '.join(map(str, node['target']))}: {node['html'][:160]}")
        lines += [f"      {line.strip()}" for line in node["failureSummary"].splitlines()[1:]]
    if len(violation["nodes"]) > 5:
        lines.append(f"    and {len(violation['nodes']) - 5} more")
    return "\n".join(lines)


def viewport(page: Page) -> str:
    size = page.viewport_size
    return f"{size['width']}×{size['height']}" if size else "the window's size"
