"""Letters: written as plain text, shown as a page made from it."""

from nabij.web.letters import as_page


def test_an_address_on_its_own_line_is_a_button_with_the_line_before_it() -> None:
    page = as_page("Dag Jo,\n\nBekijk de lijst:\nhttps://dorp.example/a?b=1&c=2", "nl")
    assert ">Bekijk de lijst</a>" in page
    assert 'href="https://dorp.example/a?b=1&amp;c=2"' in page


def test_nothing_that_somebody_typed_becomes_html() -> None:
    page = as_page("Van <script>alert(1)</script> & co\n- <b>vet</b>", "nl")
    assert "<script>" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;vet&lt;/b&gt;" in page


def test_lines_with_a_dash_are_a_list_and_the_page_says_its_language() -> None:
    page = as_page("Dit staat er:\n- Koffie\n- Wandelen", "nl")
    assert "<ul><li>Koffie</li><li>Wandelen</li></ul>" in page
    assert '<html lang="nl">' in page
