"""Fetching from the web for an import, without being led into the municipality's own network.

Only http and https, only addresses of the public internet (unless that is allowed on purpose), with
limits on time, size and detours. The address that was checked is the one that is connected to.
"""

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.translation import gettext as _

import nabij
from nabij.exchange.reading.tables import BadInputError
from nabij.exchange.records import Problem

TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
LONGEST_WAIT = 30.0  # seconds, whatever the server asks for
PIECE = 65_536


class UnreachableError(BadInputError):
    """Nothing usable came from the address: it is not there, refuses, or is not to be asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered in the end. `url`: after redirects."""

    url: str
    status: int
    body: bytes


@dataclass
class Fetcher:
    """Asks for addresses, one after the other. `allow_private`: also in our own network, for tests."""

    allow_private: bool = False
    timeout: float = 20.0  # seconds for each step of a connection
    tries: int = 4
    most_bytes: int = 500_000_000  # of everything together
    sleep: Callable[[float], None] = time.sleep
    fetched: int = field(default=0, init=False)

    def get(self, url: str) -> Answer:
        """The answer, whatever its status, after trying again where that may help.

        Raises UnreachableError for an address that cannot or may not be asked.
        """
        wait = 1.0
        for left in range(self.tries - 1, -1, -1):
            try:
                answer, asked_wait = self._follow(url)
            except (OSError, http.client.HTTPException) as error:
                if not left:
                    raise _unreachable(
                        url, _("No answer: %(reason)s") % {"reason": error}
                    ) from error
            else:
                if answer.status not in TRY_AGAIN or not left:
                    return answer
                wait = max(wait, asked_wait)
            self.sleep(min(wait, LONGEST_WAIT))
            wait *= 2
        raise AssertionError("the last try returns or raises")

    def _follow(self, url: str) -> tuple[Answer, float]:
        for _number in range(MOST_REDIRECTS + 1):
            status, headers, body = self._ask(url)
            if status not in REDIRECTS or "location" not in headers:
                return Answer(url, status, body), _seconds(headers.get("retry-after"))
            target = urljoin(url, headers["location"])
            if urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https":
                raise _unreachable(url, _("This address sends us on to one that is not secure."))
            url = target
        raise _unreachable(url, _("This address keeps sending us on to others."))

    def _ask(self, url: str) -> tuple[int, dict[str, str], bytes]:
        parts = _checked_parts(url)
        connection = self._connection(url, parts)
        try:
            path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
            connection.request("GET", path, headers=_HEADERS)
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return response.status, headers, self._read(url, response, headers)
        finally:
            connection.close()

    def _connection(self, url: str, parts: SplitResult) -> http.client.HTTPConnection:
        """A connection to an address that was looked up and found good, not looked up again."""
        host = parts.hostname or ""
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        address = self._good_address(url, host, port)
        raw = socket.create_connection((address, port), timeout=self.timeout)
        connection = http.client.HTTPConnection(host, port, timeout=self.timeout)
        try:
            connection.sock = (
                ssl.create_default_context().wrap_socket(raw, server_hostname=host)
                if secure
                else raw
            )
        except BaseException:
            raw.close()
            raise
        return connection

    def _good_address(self, url: str, host: str, port: int) -> str:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(each[4][0]) for each in found]
        if not self.allow_private and not all(_is_public(address) for address in addresses):
            message = _("This address lies in our own network; imports do not ask there.")
            raise _unreachable(url, message)
        return addresses[0]

    def _read(self, url: str, response: http.client.HTTPResponse, headers: dict[str, str]) -> bytes:
        unpack = _unpacker(headers.get("content-encoding", ""))
        pieces: list[bytes] = []
        while piece := response.read(PIECE):
            told = unpack(piece, self.most_bytes - self.fetched + 1) if unpack else piece
            self.fetched += len(told)
            if self.fetched > self.most_bytes:
                message = _("More than %(limit)d MB came from this address; reading stopped.")
                raise _unreachable(url, message % {"limit": self.most_bytes // 1_000_000})
            pieces.append(told)
        return b"".join(pieces)


_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "User-Agent": f"Nabij/{nabij.__version__} (HSDS import)",
}


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes] | None:
    """Some servers pack what nobody asked them to."""
    if encoding.lower() not in ("gzip", "x-gzip", "deflate"):
        return None
    packed: Any = zlib.decompressobj(wbits=47)  # gzip or zlib, whichever it is
    return packed.decompress  # type: ignore[no-any-return]


def _checked_parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _unreachable(url, _("This is no web address.")) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise _unreachable(url, _("Only addresses that begin with http:// or https:// are read."))
    if parts.username or parts.password:
        raise _unreachable(url, _("An address with a password in it is not read."))
    if any(ord(char) <= 32 or ord(char) > 126 for char in parts.path + parts.query):
        raise _unreachable(url, _("This is no web address."))
    return parts


#: Addresses of version 6 that a network translates to the version 4 address in their last bits.
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if any(found in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None and not inner.is_global:
            return False
    return found.is_global and not found.is_multicast


def _seconds(text: str | None) -> float:
    return float(text) if text and text.isdigit() and len(text) < 6 else 0.0


def _unreachable(url: str, message: str) -> UnreachableError:
    return UnreachableError(Problem("unreachable", message, url))
