"""Gunicorn in this process: threads, no reload, as in production."""

import os
import socket
from typing import Any

from django.utils.translation import gettext as _
from gunicorn.app.base import BaseApplication

from nabij.ops.beside import WorkerBeside
from nabij.ops.exits import UnavailableError


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with its settings given in code instead of on its command line."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options over."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, loaded once before the workers part, so that they share what it knows."""
        from django.conf import settings
        from django.db import connections

        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # gathered files; the demo has none
        from nabij.config.wsgi import application
        from nabij.methods.text import warm_up

        warm_up()
        connections.close_all()  # a connection must not be shared across a fork
        return application


def check_free(port: int, *, host: str = "127.0.0.1") -> None:
    """Raise UnavailableError where this address cannot be listened at: better now than after the welcome."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as problem:
        raise UnavailableError(
            _("Cannot listen at {host}:{port}: {why}. Choose another one with --port.").format(
                host=host, port=port, why=problem.strerror
            )
        ) from None


def serve(
    port: int, *, host: str = "127.0.0.1", workers: int = 1, work_beside: bool = True
) -> None:
    """Serve until stopped. On SQLite one worker with threads is fastest; PostgreSQL takes more.

    work_beside: also keep a process running that sends mail and runs jobs (`nabij work`).
    Raises UnavailableError where something else listens there.
    """
    check_free(port, host=host)
    beside = WorkerBeside()
    Server(
        {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": 2 * (os.cpu_count() or 1),
            "worker_class": "gthread",
            "timeout": 60,
            "preload_app": True,
            "accesslog": None,
            # 0: a search of ten thousand characters is just a search; the web server in front sets bounds.
            "limit_request_line": 0,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _arbiter: beside.start() if work_beside else None,
            "on_exit": lambda _arbiter: beside.stop(),
        }
    ).run()
