"""Reading an HSDS API: page after page into files, which are then read like any others.

Servers differ. `full=true` gives whole records at once where it is known; elsewhere each record is
asked for by its id. Endpoints other than `services` may be missing. A server that ignores `page`
gives the same records again, which ends the reading.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from nabij.exchange.hsds import documents, legacy
from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.files import SourceFile
from nabij.exchange.hsds.web import Answer, Fetcher, UnreachableError
from nabij.exchange.records import Problem

PER_PAGE = 100
MOST_REQUESTS = 20_000
#: Endpoints that are read when an address names none. The first must be there.
ENDPOINTS = ("services", "organizations")
_NESTED = frozenset({"service_at_locations", "schedules", "phones", "contacts", "languages"})

#: Called with pages or records done, and how many there are (None: not known).
Progress = Callable[[int, int | None], None]


@dataclass
class Fetched:
    """Pages on disk, what is worth knowing about them, and a fingerprint of it all."""

    files: list[SourceFile] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    sha256: str = ""


@dataclass
class _Walk:
    fetcher: Fetcher
    directory: Path
    progress: Progress | None
    fetched: Fetched = field(default_factory=Fetched)
    requests: int = 0
    records: int = 0

    def ask(self, url: str) -> Answer:
        self.requests += 1
        if self.requests > MOST_REQUESTS:
            message = _("More than %(limit)d requests were needed; reading stopped.")
            raise UnreachableError(Problem("too_many", message % {"limit": MOST_REQUESTS}, url))
        return self.fetcher.get(url)

    def keep(self, name: str, body: bytes) -> None:
        path = self.directory / f"{len(self.fetched.files)}.json"
        path.write_bytes(body)
        self.fetched.files.append(SourceFile(path, name))


def fetch(url: str, directory: Path, fetcher: Fetcher, progress: Progress | None = None) -> Fetched:
    """Read all pages of an API, or the one document at the address, into the directory.

    Raises BadInputError where the address cannot be read or gives no JSON.
    """
    walk = _Walk(fetcher, directory, progress)
    parts = urlsplit(url)
    named = legacy.table_named(parts.path.rstrip("/"))
    if named is not None and not parts.path.endswith(".json"):
        _read_endpoint(walk, url, required=True)
    elif parts.path.endswith((".json", ".ndjson")):
        walk.keep(url, _good(walk.ask(url)).body)
    else:
        for number, name in enumerate(ENDPOINTS):
            address = urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{name}"))
            _read_endpoint(walk, address, required=number == 0)
    digest = hashlib.sha256()
    for file in walk.fetched.files:
        digest.update(file.path.read_bytes())
    walk.fetched.sha256 = digest.hexdigest()
    return walk.fetched


def _read_endpoint(walk: _Walk, endpoint: str, *, required: bool) -> None:
    seen: set[str] = set()
    total = None
    for address, page in _pages(walk, endpoint, required=required):
        records = _records(page)
        new = [each for each in records if str(each.get("id")) not in seen]
        if not new:
            break
        seen.update(str(each.get("id")) for each in new)
        total = _whole(page, "total_items", "totalElements")
        if _is_whole(new) or not endpoint.rstrip("/").endswith("services"):
            walk.keep(address, _as_page(new))
            walk.records += len(new)
        else:
            _read_each(walk, endpoint, new)
        if walk.progress:
            walk.progress(walk.records, total)
    if total is not None and len(seen) < total:
        message = _("The server says it has %(total)d records; %(given)d came.")
        words = {"total": total, "given": len(seen)}
        walk.fetched.notes.append(Problem("incomplete", message % words, endpoint, fatal=False))


def _pages(walk: _Walk, endpoint: str, *, required: bool) -> Iterator[tuple[str, Any]]:
    """Address and document of each page, until the server says that it was the last."""
    number = 1
    address: str | None = _with(endpoint, page=1, per_page=PER_PAGE, full="true")
    while address:
        answer = walk.ask(address)
        if number == 1 and answer.status >= 400 and not required:
            return
        page = documents.parse(_text(_good(answer), address), address)
        yield address, page
        if _is_last(page, number):
            return
        number += 1
        address = _next(page, endpoint, number)


def _next(page: Any, endpoint: str, number: int) -> str:
    """Where the server itself says that the next page is, on the same host; else the next number."""
    told = page.get("next_page") if isinstance(page, dict) else None
    if isinstance(told, str) and urlsplit(told)[:2] == urlsplit(endpoint)[:2]:
        return told
    return _with(endpoint, page=number, per_page=PER_PAGE, full="true")


def _is_last(page: Any, number: int) -> bool:
    if not isinstance(page, dict) or not _records(page):
        return True
    for name in ("last_page", "last"):
        if isinstance(page.get(name), bool):
            return bool(page[name])
    pages = _whole(page, "total_pages", "totalPages")
    return pages is not None and number >= pages


def _whole(page: Any, *names: str) -> int | None:
    values = [page.get(name) for name in names] if isinstance(page, dict) else []
    return next((each for each in values if isinstance(each, int)), None)


def _records(page: Any) -> list[Fields]:
    if isinstance(page, dict):
        page = next((page[key] for key in documents.PAGE_LISTS if key in page), [page])
    return [each for each in page if isinstance(each, dict)] if isinstance(page, list) else []


def _is_whole(records: list[Fields]) -> bool:
    """Whether these are whole records, and not only the fields that lists have."""
    return any(_NESTED & record.keys() for record in records)


def _as_page(records: list[Fields]) -> bytes:
    return documents.dump({"contents": records})


def _read_each(walk: _Walk, endpoint: str, records: list[Fields]) -> None:
    """The whole of each record, by its id; the short one where that is not given."""
    bare = urlsplit(endpoint)._replace(query="")
    for record in records:
        own_id = str(record.get("id", ""))
        address = f"{urlunsplit(bare).rstrip('/')}/{own_id}"
        answer = walk.ask(address) if own_id.replace("-", "").isalnum() else None
        if answer is not None and answer.status == 200:
            walk.keep(address, answer.body)
        else:
            walk.keep(address, documents.dump(record))
        walk.records += 1
        if walk.progress:
            walk.progress(walk.records, None)


def _good(answer: Answer) -> Answer:
    if answer.status != 200:
        message = _("The server answered with status %(status)d.") % {"status": answer.status}
        raise UnreachableError(Problem("status", message, answer.url))
    return answer


def _text(answer: Answer, address: str) -> str:
    try:
        return answer.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("The answer is not UTF-8.")
        raise UnreachableError(Problem("encoding", message, address)) from error


def _with(url: str, **told: object) -> str:
    """The address with these parameters, besides those that it has."""
    parts = urlsplit(url)
    query = {**dict(parse_qsl(parts.query)), **{name: str(value) for name, value in told.items()}}
    return urlunsplit(parts._replace(query=urlencode(query)))
