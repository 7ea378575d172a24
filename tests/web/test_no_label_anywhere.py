"""Nothing that a resident can see, get or read calls people by a word that labels them: pages that are there now and later.

The addresses come from the urlconf, the texts from the catalogue, the mails from the folders of templates: what is new
is looked at without anybody adding it here.
"""

import datetime as dt
import html as html_lib
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils import timezone, translation

from nabij.core.links.making import make_link
from nabij.core.models import Municipality, OutgoingMessage
from nabij.core.tenancy import everywhere, within
from nabij.core.words import taboo_words
from nabij.directory.models import CheckRequest
from nabij.web.checking.asking import check_letter

SOURCE = Path(settings.BASE_DIR) / "src" / "nabij"
CATALOG = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "django.po"

#: Spaces of the urlconf that residents never enter.
STAFF_SPACES = ("desk", "partner", "steering", "learning")
#: Addresses for programs and for signing in; the words of the API are those of its standards.
OTHER_ADDRESSES = ("api/", "account/", "demo/", "oidc/")
#: Rooms whose texts only staff read. Everything else must be clean, whatever it becomes.
STAFF_ROOMS = (
    "api/", "casework/", "config/", "core/", "demo/", "exchange/", "learning/", "methods/", "monitoring/", "ops/",
    "reporting/", "strategy/", "web/desk/", "web/templates/desk/", "web/steering/", "web/learning/",
    "web/templates/steering/", "web/templates/learning/",
)  # fmt: skip


pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module")
def example(django_db_setup: None, django_db_blocker: Any) -> Iterator[Municipality]:
    """The example municipality, filled once for this module and gone after it."""
    from django.db import transaction
    from django.utils.timezone import localdate

    from nabij.demo.fill import fill

    with django_db_blocker.unblock(), transaction.atomic():
        fill(today=localdate(), say=lambda _text: None)
        yield Municipality.objects.get(slug="merenwaard")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def answers(example: Municipality) -> dict[str, str]:
    """What every address of the residents' site answers, asked for and sent empty, in both languages."""
    found: dict[str, str] = {}
    client = Client(raise_request_exception=False)
    for language in ("nl", "en"):
        with translation.override(language):
            routes = list(_routes(get_resolver().url_patterns))
        for route in routes:
            for method, url, response in _asked(client, route, language):
                found[f"{method} {url}"] = _text(response)
    return found


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern.pattern, RegexPattern):
            continue
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.namespace not in STAFF_SPACES:
                yield from _routes(pattern.url_patterns, here)
        elif not any(f"/{part}" in f"/{here}" for part in OTHER_ADDRESSES):
            yield here


def _asked(client: Client, route: str, language: str) -> Iterator[tuple[str, str, Any]]:
    """The first example of the route that is really there, or any; got, and sent without anything in it."""
    response: Any = None
    for url in _examples(route):
        response = client.get(f"/{url}")
        if response.status_code != 404:
            break
    yield "GET", url, response
    yield "POST", url, client.post(f"/{url}", HTTP_ACCEPT_LANGUAGE=language)


def _examples(route: str) -> Iterator[str]:
    for fill in (_uids(), _codes()) if "<" in route else ([""],):
        for value in fill:
            filled = re.sub(r"<(?:\w+:)?municipality>", "merenwaard", route)
            filled = re.sub(
                r"<uuid:\w+>", value if len(value) == 36 else str(uuid.UUID(int=7)), filled
            )
            filled = re.sub(r"<int:\w+>", "1", filled)
            yield re.sub(r"<(?:\w+:)?\w+>", value or "x", filled)


def _uids() -> list[str]:
    """Public ids of a few of everything that has one."""
    found = []
    for model in apps.get_models():
        if any(field.name == "uid" for field in model._meta.fields):
            with everywhere("to test every page"):
                rows = list(model._default_manager.values_list("uid", flat=True)[:2])
            found += [str(uid) for uid in rows]
    return found or [str(uuid.UUID(int=7))]


def _codes() -> list[str]:
    from nabij.core.models import Area

    return list(Area.objects.values_list("code", flat=True)[:2])


def _text(response: Any) -> str:
    """All that comes along: the address it leads to, the name of the file, and the text with its entities resolved."""
    if response.streaming or not _is_text(response):
        body = ""
    else:
        body = html_lib.unescape(response.content.decode()).replace("\r\n ", "")
    headers = ("Location", "Content-Disposition")
    return "\n".join([*(response.headers.get(name, "") for name in headers), body])


def _is_text(response: Any) -> bool:
    kind = response.headers.get("Content-Type", "")
    return kind.startswith("text/") or "json" in kind or "xml" in kind


def labels(texts: dict[str, str], municipality: Municipality | None = None) -> set[tuple[str, str]]:
    return {
        (where, hit.found)
        for where, text in texts.items()
        for hit in (
            *taboo_words(text, "any", municipality),
            *taboo_words(where, "any", municipality),
        )
    }


def test_every_address_of_the_site_is_asked(answers: dict[str, str]) -> None:
    got = {where for where, text in answers.items() if where.startswith("GET") and text.strip()}
    assert len(got) > 30
    assert {"GET nl/merenwaard/", "GET en/merenwaard/find/", "GET robots.txt"} <= got
    assert not [text for text in answers.values() if "Traceback" in text]


def test_no_answer_labels_anybody(answers: dict[str, str], example: Municipality) -> None:
    assert labels(answers, example) == set()


def test_no_mail_labels_anybody(example: Municipality) -> None:
    """What the example sent, as it would be read, and the letter to an organisation in both languages."""
    with within(example):
        sent = {
            f"{mail.kind} {mail.pk}": "\n".join([mail.subject, mail.text, mail.html])
            for mail in OutgoingMessage.objects.filter(municipality=example)
        }
        asked = CheckRequest.objects.filter(municipality=example).select_related(
            "organisation__municipality", "municipality"
        )[0]
        link = make_link(
            municipality=example,
            purpose="check",
            subject=asked.uid,
            now=timezone.now(),
            lasts=dt.timedelta(days=1),
        )
        for language in ("nl", "en"):
            for reminder in (False, True):
                written = check_letter(asked, link, language=language, reminder=reminder)
                key = f"check {language} {reminder}"
                sent[key] = "\n".join([written.subject, written.text, written.html])
    assert len(sent) > 8
    assert all(text.strip() for text in sent.values())
    assert labels(sent, example) == set()


def test_a_word_of_the_municipalitys_own_is_found_in_answers_too(
    answers: dict[str, str], example: Municipality
) -> None:
    """The net is whole: a word that does stand there is caught as soon as the municipality avoids it."""
    from django.db import transaction

    from nabij.core.actions.words import avoid_word
    from nabij.core.tenancy import within

    with transaction.atomic(), within(example):
        avoid_word(municipality=example, language="nl", word="wandeling", better="rondje")
        found = {hit for _where, hit in labels(answers, example)}
        transaction.set_rollback(True)
    example.refresh_from_db()
    assert {hit.lower() for hit in found} >= {"wandeling"}


def test_no_text_of_the_catalogue_labels_anybody() -> None:
    """Also what stands on a page only when something is wrong, empty or long ago."""
    texts: dict[str, str] = {}
    for entry in polib.pofile(str(CATALOG)):
        places = [place for place, _line in entry.occurrences]
        if any(not place.removeprefix("src/nabij/").startswith(STAFF_ROOMS) for place in places):
            said = [entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values()]
            texts[", ".join(places)] = "\n".join(said)
    assert len(texts) > 100
    assert labels(texts) == set()


def test_no_template_labels_anybody() -> None:
    """Pages, mails, sheets: what stands in a template without going through the catalogue."""
    texts = {
        str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("templates/**/*.*")
        if not str(path.relative_to(SOURCE)).startswith(STAFF_ROOMS)
    }
    mails = [name for name in texts if "mail" in name]
    assert len(texts) > 50
    assert mails
    assert labels(texts) == set()


def test_no_file_that_browsers_fetch_is_called_so() -> None:
    names = {str(path.relative_to(SOURCE)): "" for path in SOURCE.rglob("static/**/*.*")}
    assert names
    assert labels(names) == set()
