"""The same questions over HTTP: the API and the page, from clients that keep their connection open."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation

from benchmarks.measure import Times, memory
from benchmarks.questions import Asked

_SERVE = "from nabij.ops.cli import set_up; set_up(); from nabij.ops.serve import serve; serve({port}, workers=2)"


def api_address(asked: Asked) -> str:
    """The question for the API."""
    given = asked.criteria
    values: list[tuple[str, object]] = [
        ("municipality", f"GM{5000 + asked.municipality}"),
        ("words", given.words),
        *(("day", day) for day in sorted(given.days)),
        *(("language", code) for code in sorted(given.languages)),
    ]
    if given.point:
        values.append(("near", asked.postcode))  # a made-up point may lie in the sea
    if given.within_metres:
        values.append(("within", int(given.within_metres)))
    if given.part:
        values.append(("part", given.part))
    values += [(name, "true") for name in ("free", "walk_along") if getattr(given, name)]
    return f"/api/v1/offers?{urlencode(values)}"


def page_address(asked: Asked) -> str:
    """The question for the page that residents see."""
    given = asked.criteria
    values: list[tuple[str, object]] = [
        ("q", given.words),
        ("near", asked.postcode if given.point else ""),
    ]
    values += [("day", day) for day in sorted(given.days)]
    values += [("part", given.part or ""), ("language", next(iter(given.languages), ""))]
    values += [(name, "on") for name in ("free", "walk_along") if getattr(given, name)]
    if given.within_metres:
        values.append(("within", "3000"))
    with translation.override("nl"):
        path = reverse("public:find", kwargs={"municipality": asked.slug})
    return f"{path}?{urlencode(values)}"


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """Gunicorn as it runs in production, two workers; its port and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-c", _SERVE.format(port=port)]
    process = subprocess.Popen(command, env=os.environ.copy())  # noqa: S603 our own server
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int) -> None:
    for _attempt in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the server did not start")


def ask(port: int, addresses: Sequence[str], clients: int) -> Times:
    """How long each address takes, divided over so many clients that ask at the same time."""
    times, lock = Times(), threading.Lock()

    def client(own: Sequence[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        taken = [_one(connection, address) for address in own]
        with lock:
            times.clock += taken
            times.found += len(taken)

    threads = [
        threading.Thread(target=client, args=(addresses[number::clients],))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _one(connection: http.client.HTTPConnection, address: str) -> float:
    started = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address} gave {answer.status}: {body[:200]!r}")
    return (time.perf_counter() - started) * 1000


def workers_memory(parent: int) -> list[dict[str, float]]:
    """Megabytes of each worker of the server."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [memory(int(child)) for child in children]
