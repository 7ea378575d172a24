"""Another municipality's API is read page after page; nobody leads us into our own network."""

import datetime as dt
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from nabij.exchange.hsds.web import Answer, Fetcher, UnreachableError

if TYPE_CHECKING:
    from nabij.core.models import Municipality
    from nabij.exchange.hsds.importing import Imported

TODAY = dt.date(2026, 3, 2)
ORGANISATION = {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Huis", "description": ""}

Route = Callable[[str, dict[str, str]], tuple[int, Any, dict[str, str]]]


class Server:
    """A small web server on this machine; `answer` decides what it says."""

    def __init__(self, answer: Route) -> None:
        self.asked: list[str] = []
        asked, told = self.asked, answer

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                parts = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                status, body, headers = told(parts.path, query)
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in {"Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def serve() -> Iterator[Callable[[Route], Server]]:
    servers: list[Server] = []

    def start(answer: Route) -> Server:
        servers.append(Server(answer))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def fetcher(**options: Any) -> Fetcher:
    return Fetcher(allow_private=True, timeout=5, sleep=lambda seconds: None, **options)


def service(number: int) -> dict[str, Any]:
    return {
        "id": f"00000000-0000-4000-8000-{number:012}", "name": f"Koffie {number}",
        "status": "active", "organization": ORGANISATION, "phones": [], "schedules": [],
    }  # fmt: skip


def page(number: int, of: int, records: list[dict[str, Any]], total: int) -> dict[str, Any]:
    return {
        "total_items": total, "total_pages": of, "page_number": number, "size": len(records),
        "first_page": number == 1, "last_page": number == of, "empty": not records,
        "contents": records,
    }  # fmt: skip


def paged(path: str, query: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
    """Three pages of two services; no other endpoints."""
    if path != "/hsds/services":
        return 404, {}, {}
    number = int(query["page"])
    records = [service(2 * number - 1), service(2 * number)]
    return 200, page(number, 3, records, 6), {}


@pytest.fixture
def take_in(municipality: "Municipality") -> Callable[..., "Imported"]:
    from nabij.exchange.hsds.importing import import_hsds

    def take(url: str, **options: Any) -> "Imported":
        return import_hsds(
            url, municipality=municipality, source="buren", preview=False, today=TODAY,
            fetcher=fetcher(**options),
        )  # fmt: skip

    return take


def offers() -> int:
    from nabij.directory.models import Offer

    return int(Offer.objects.count())


def test_all_pages_are_read_and_a_missing_endpoint_is_no_matter(
    serve: Callable[[Route], Server], take_in: Callable[..., "Imported"]
) -> None:
    server = serve(paged)
    assert take_in(f"{server.url}/hsds").result.ok
    assert offers() == 6
    assert take_in(f"{server.url}/hsds/").result.changed == 0
    assert take_in(f"{server.url}/hsds/services").result.changed == 0


def test_a_server_that_gives_short_records_is_asked_for_each(
    serve: Callable[[Route], Server], take_in: Callable[..., "Imported"]
) -> None:
    def short(path: str, query: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        if path == "/services":
            bare = [{key: service(n)[key] for key in ("id", "name", "status")} for n in (1, 2)]
            return 200, page(1, 1, bare, 2), {}
        if path.startswith("/services/"):
            return 200, service(int(path[-1])), {}
        return 404, {}, {}

    assert take_in(serve(short).url).result.ok
    assert offers() == 2


def test_a_server_that_gives_the_same_page_for_ever_is_left(
    serve: Callable[[Route], Server], take_in: Callable[..., "Imported"]
) -> None:
    def stuck(path: str, query: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        return (200, page(1, 9, [service(1)], 9), {}) if path == "/services" else (404, {}, {})

    server = serve(stuck)
    imported = take_in(server.url)
    assert offers() == 1
    assert len(server.asked) == 3
    assert [problem.code for problem in imported.result.problems] == ["incomplete"]


def test_a_server_that_is_busy_is_asked_again(
    serve: Callable[[Route], Server], take_in: Callable[..., "Imported"]
) -> None:
    left = [429, 503, 200]

    def busy(path: str, query: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        status = left.pop(0) if path == "/services" else 404
        return status, page(1, 1, [service(1)], 1), {"Retry-After": "1"}

    assert take_in(serve(busy).url).result.ok
    assert offers() == 1


def test_waiting_grows_between_tries_and_follows_what_the_server_asks(
    serve: Callable[[Route], Server],
) -> None:
    waits: list[float] = []
    server = serve(lambda path, query: (503, {}, {"Retry-After": "7"} if len(waits) > 1 else {}))
    asked = Fetcher(allow_private=True, timeout=5, sleep=waits.append)
    assert asked.get(server.url).status == 503
    assert waits == [1.0, 2.0, 7.0]


@pytest.mark.parametrize("body", [b"<html>login</html>", b'{"contents": [', b"\xff\xfe", b"[]"])
def test_an_answer_that_is_no_hsds_changes_nothing(
    body: bytes, serve: Callable[[Route], Server], take_in: Callable[..., "Imported"]
) -> None:
    from nabij.exchange.reading.tables import BadInputError

    server = serve(lambda path, query: (200, body, {}))
    with pytest.raises(BadInputError):
        take_in(server.url)
    assert offers() == 0


def test_an_api_without_services_is_refused_with_its_status(
    serve: Callable[[Route], Server], take_in: Callable[..., "Imported"]
) -> None:
    server = serve(lambda path, query: (403, {}, {}))
    with pytest.raises(UnreachableError) as caught:
        take_in(server.url)
    assert caught.value.problem.code == "status"


def test_more_bytes_than_allowed_end_the_reading(serve: Callable[[Route], Server]) -> None:
    server = serve(lambda path, query: (200, b"x" * 300_000, {}))
    with pytest.raises(UnreachableError):
        fetcher(most_bytes=200_000).get(server.url)


def test_a_packed_answer_is_unpacked_within_the_limit(serve: Callable[[Route], Server]) -> None:
    import gzip

    packed = gzip.compress(b"x" * 300_000)
    server = serve(lambda path, query: (200, packed, {"Content-Encoding": "gzip"}))
    assert len(fetcher().get(server.url).body) == 300_000
    with pytest.raises(UnreachableError):
        fetcher(most_bytes=200_000).get(server.url)


# --- our own network ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/",
        "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/", "http://[fe80::1]/",
        "http://2130706433/", "http://0x7f000001/", "http://100.64.0.1/", "http://224.0.0.1/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    ],
)  # fmt: skip
def test_addresses_in_our_own_network_are_not_asked(url: str) -> None:
    with pytest.raises(UnreachableError) as caught:
        Fetcher(tries=1, timeout=1).get(url)
    assert caught.value.problem.file == url


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.nl/", "gopher://example.nl", "http://", "https:///x",
     "http://user:secret@example.nl/", "http://example.nl:0/", "http://example.nl:99999/",
     "http://example.nl/a b", "http://example.nl/\r\nX: y", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_web_address_is_not_asked(url: str) -> None:
    with pytest.raises(UnreachableError):
        Fetcher(tries=1).get(url)


def test_a_name_that_leads_into_our_own_network_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import socket

    def two_addresses(host: str, port: int, **kind: Any) -> list[Any]:
        return [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("10.0.0.7", port))]

    monkeypatch.setattr(socket, "getaddrinfo", two_addresses)
    with pytest.raises(UnreachableError):
        Fetcher(tries=1).get("http://rebind.example/")


def test_a_detour_into_our_own_network_is_not_taken(
    serve: Callable[[Route], Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(lambda path, query: (302, {}, {"Location": "http://10.0.0.1/secret"}))
    asked = Fetcher(tries=1, timeout=5)
    own = urlsplit(server.url).hostname

    def good(self: Fetcher, url: str, host: str, port: int) -> str:
        return host if host == own else real(self, url, host, port)

    real = Fetcher._good_address
    monkeypatch.setattr(Fetcher, "_good_address", good)
    with pytest.raises(UnreachableError) as caught:
        asked.get(server.url)
    assert caught.value.problem.file == "http://10.0.0.1/secret"
    assert len(server.asked) == 1


def test_detours_without_end_are_left(serve: Callable[[Route], Server]) -> None:
    server = serve(lambda path, query: (302, {}, {"Location": "/again"}))
    with pytest.raises(UnreachableError):
        fetcher(tries=1).get(server.url)
    assert len(server.asked) == 6


def test_a_detour_is_followed(serve: Callable[[Route], Server]) -> None:
    def moved(path: str, query: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        return (301, {}, {"Location": "/new"}) if path == "/old" else (200, {"ok": True}, {})

    server = serve(moved)
    answer = fetcher().get(f"{server.url}/old")
    assert answer == Answer(f"{server.url}/new", 200, b'{"ok": true}')


# --- our own API --------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_another_installation_of_nabij_is_read_through_its_api(
    live_server: Any, tmp_path: Path
) -> None:
    from nabij.core.models import Municipality
    from nabij.core.tenancy import within
    from nabij.directory.models import Offer
    from nabij.exchange.hsds.importing import import_hsds
    from tests.factories import OfferFactory, ScheduleFactory

    here = Municipality.objects.create(code="GM9998", name="Testdam", slug="testdam")
    there = Municipality.objects.create(code="GM9997", name="Anderdam", slug="anderdam")
    with within(there):
        for _number in range(3):
            ScheduleFactory(offer=OfferFactory(municipality=there), municipality=there)
    url = f"{live_server.url}/api/v1/hsds/services?municipality=GM9997&per_page=2"
    for expected in (9, 0):
        imported = import_hsds(
            url, municipality=here, source="anderdam", preview=False, today=TODAY,
            fetcher=fetcher(),
        )  # fmt: skip
        assert imported.result.ok, imported.result.problems
        assert imported.result.changed == expected
    with within(here, there):
        fields = ("name", "description", "mechanisms", "causes", "languages", "cost_per_visit",
                  "walk_along", "welcomed_by", "place__street", "organisation__name")  # fmt: skip
        mine = Offer.objects.filter(municipality=here).order_by("name").values_list(*fields)
        theirs = Offer.objects.filter(municipality=there).order_by("name").values_list(*fields)
        assert list(mine) == list(theirs)
