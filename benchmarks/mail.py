"""A thousand confirmation mails queued in one job, and then sent to a mail server on this machine.

python -m benchmarks.mail [--organisations 1000]
"""

import argparse
import datetime as dt
import os
import socketserver
import sys
import threading
import time

import django


class Sink(socketserver.StreamRequestHandler):
    """A mail server that takes everything and keeps nothing."""

    taken = 0

    def handle(self) -> None:
        """Speak just enough SMTP."""
        self._say("220 sink")
        while line := self.rfile.readline():
            command = line[:4].upper()
            if command == b"DATA":
                self._say("354 go on")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                Sink.taken += 1
            self._say("250 fine")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


def main() -> None:
    """Make the organisations, run the job, send the mail; tell how long each took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--organisations", type=int, default=1000)
    number = parser.parse_args().organisations
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabij.config.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    from nabij.core.models import Municipality
    from nabij.core.tenancy import within

    name = f"GM9{time.time_ns() % 1000:03}"
    town = Municipality.objects.create(code=name, name=name, slug=name.lower(), example=True)
    with within(town):
        _fill(town, number)
        _say("queue", number, _queue(town))
    _say("send", number, _send())
    if Sink.taken != number:
        sys.exit(f"{Sink.taken} of {number} mails arrived")


def _fill(town: "object", number: int) -> None:
    from django.utils import timezone

    from nabij.directory.index import refresh
    from nabij.directory.models import Offer, Organisation

    old = timezone.localdate() - dt.timedelta(days=100)
    rows = Organisation.objects.bulk_create(
        Organisation(municipality=town, name=f"Club {n}", email=f"club{n}@dorp.example")
        for n in range(number)
    )
    Offer.objects.bulk_create(
        Offer(municipality=town, organisation=row, name=f"{what} van {row.name}", verified_on=old)
        for row in rows
        for what in ("Koffie", "Wandelen")
    )
    refresh(town)  # type: ignore[arg-type]


def _queue(town: "object") -> float:
    from nabij.core.jobs.control import start_job
    from nabij.core.jobs.running import run_job
    from nabij.core.models import Job, OutgoingMessage
    from nabij.web.checking.asking import ROUND

    job, _new = start_job(municipality=town, kind=ROUND)  # type: ignore[arg-type]
    before = time.perf_counter()
    run_job.call(str(job.uid))
    took = time.perf_counter() - before
    job = Job.objects.get(pk=job.pk)
    assert job.state == Job.State.DONE, job.problem
    assert OutgoingMessage.objects.count() == job.done
    return took


def _send() -> float:
    from nabij.core.post.sending import send_due
    from nabij.core.post.server import MailServer
    from nabij.core.post.smtp import Smtp
    from nabij.core.post.transport import Sender

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        transport = Smtp(
            MailServer("127.0.0.1", server.server_address[1], "none"), Sender("a@dorp.example")
        )
        before = time.perf_counter()
        send_due(transport)
        took = time.perf_counter() - before
        transport.close()
        server.shutdown()
    return took


def _say(what: str, number: int, seconds: float) -> None:
    sys.stdout.write(
        f"{what:<6} {number} mails in {seconds:6.1f} s ({1000 * seconds / number:.1f} ms each)\n"
    )


if __name__ == "__main__":
    main()
