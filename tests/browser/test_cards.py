"""What is printed: A4, readable at an arm's length, and codes that a phone reads."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from pypdf import PdfReader

HOME = "/nl/merenwaard/"
#: Millimetres, to points of 1/72 inch.
A4 = (595, 842)
SHEETS = {"slips": "kaarten/bel-mij/", "conversation": "kaarten/gesprek/", "poster": "POSTER"}


@pytest.fixture
def sheet(new_context: Callable[..., BrowserContext], site: str) -> Callable[[str], Page]:
    def open_sheet(what: str) -> Page:
        page = new_context(1280).new_page()
        address = SHEETS[what]
        if address == "POSTER":
            page.goto(site + HOME + "zou-u-komen/")
            address = str(page.locator(".proposals a").first.get_attribute("href")) + "poster/"
            page.goto(site + address)
        else:
            page.goto(site + HOME + address)
        page.emulate_media(media="print")
        return page

    return open_sheet


@pytest.mark.parametrize("what", SHEETS)
def test_it_is_one_a4_with_large_type(sheet: Callable[[str], Page], what: str) -> None:
    page = sheet(what)
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("main *")]
          .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
            && element.getBoundingClientRect().width > 1)
          .map((element) => parseFloat(getComputedStyle(element).fontSize) * 0.75))"""
    )
    assert smallest >= 13.9, f"{smallest} points"
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", print_background=False)))
    assert len(printed.pages) == 1
    box = printed.pages[0].mediabox
    assert (round(box.width), round(box.height)) == pytest.approx(A4, abs=2)


@pytest.mark.skipif(
    not shutil.which("zbarimg"), reason="no zbarimg here: apt-get install zbar-tools"
)
@pytest.mark.parametrize("what", SHEETS)
def test_its_code_leads_to_its_page(
    sheet: Callable[[str], Page], what: str, site: str, tmp_path: Path
) -> None:
    page = sheet(what)
    picture = tmp_path / "code.png"
    page.locator(".qr").first.screenshot(path=picture)
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=True
    )
    ends = {"slips": "bel-mij/", "conversation": "wat-zou-u-helpen/", "poster": ""}
    address = read.stdout.strip()
    assert address.startswith(site + HOME)
    if ends[what]:
        assert address.endswith(ends[what])
    assert page.request.get(address).status == 200
