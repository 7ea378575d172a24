"""Descriptions: what people type becomes paragraphs, lists, bold and links, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.directory.rich_text import TAGS, plain_text, safe_html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Kom langs.", "<p>Kom langs.</p>"),
        ("Een regel\nen nog een.", "<p>Een regel<br>en nog een.</p>"),
        ("Een.\n\nTwee.", "<p>Een.</p><p>Twee.</p>"),
        (
            "Neem mee:\n- een kopje\n- zin",
            "<p>Neem mee:</p><ul><li>een kopje</li><li>zin</li></ul>",
        ),
        ("1. bel\n2. kom", "<ol><li>bel</li><li>kom</li></ol>"),
        ("**Gratis** koffie", "<p><strong>Gratis</strong> koffie</p>"),
        ("3 * 4 ** 5", "<p>3 * 4 ** 5</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        (
            "Zie www.theepot.example.",
            '<p>Zie <a href="https://www.theepot.example" rel="nofollow noopener ugc">'
            "www.theepot.example</a>.</p>",
        ),
        (
            "[onze **site**](https://theepot.example/a?b=1&c=2)",
            '<p><a href="https://theepot.example/a?b=1&amp;c=2" rel="nofollow noopener ugc">'
            "onze <strong>site</strong></a></p>",
        ),
        ("", ""),
    ],
)
def test_what_is_typed_reads_as_it_was_meant(typed: str, html: str) -> None:
    assert safe_html(typed) == html


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<p>Kom <b>langs</b></p>", "<p>Kom <strong>langs</strong></p>"),
        ("<h2>Wat</h2><p>Soep</p>", "<p><strong>Wat</strong></p><p>Soep</p>"),
        ("<p onclick=alert(1)>a</p><script>alert(1)</script>", "<p>a</p>"),
        (
            '<p><a href="javascript:alert(1)">a</a></p>',
            '<p><a rel="nofollow noopener ugc">a</a></p>',
        ),
        ("<p><img src=x onerror=alert(1)><svg/onload=alert(1)>b</p>", "<p>b</p>"),
        ('<p style="position:fixed">b</p>', "<p>b</p>"),
    ],
)
def test_html_of_others_is_cleaned(html: str, cleaned: str) -> None:
    assert safe_html(html) == cleaned


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Kom langs.\n\nWelkom.", "Kom langs.\n\nWelkom."),
        ("Neem mee:\n- een kopje", "Neem mee:\n- een kopje"),
        ("**Gratis** koffie", "Gratis koffie"),
        ("[onze site](https://theepot.example/)", "onze site (https://theepot.example/)"),
        ("<p>Kom <b>langs</b></p><ul><li>een</li><li>twee</li></ul>", "Kom langs\n\n- een\n- twee"),
        ("<p>Thee &amp; koffie</p>", "Thee & koffie"),
        ("a < b en b > a", "a < b en b > a"),
    ],
)
def test_without_marks(typed: str, plain: str) -> None:
    assert plain_text(typed) == plain


@given(st.text(alphabet=st.sampled_from("<>/\"'=&;*[]()-.1 \n\tabpscriptonhref:!?x"), max_size=200))
def test_whatever_is_typed_only_our_own_elements_come_out(text: str) -> None:
    import re

    html = safe_html(text)
    for tag, rest in re.findall(r"</?([a-zA-Z][^\s/>]*)([^>]*)>", html):
        assert tag in TAGS
        assert re.fullmatch(
            r'(?: href="(?:https?:|mailto:|tel:)[^"]*")?(?: rel="nofollow noopener ugc")?|', rest
        ), rest
    plain_text(text)
