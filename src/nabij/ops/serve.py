"""Gunicorn in this process: threads, no reload, as in production."""

import os
from typing import Any

from gunicorn.app.base import BaseApplication

from nabij.ops.beside import WorkerBeside


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


def serve(
    port: int, *, host: str = "127.0.0.1", workers: int = 1, work_beside: bool = True
) -> None:
    """Serve until stopped. On SQLite one worker with threads is fastest; PostgreSQL takes more.

    work_beside: also keep a process running that sends mail and runs jobs (`nabij work`).
    """
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
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _arbiter: beside.start() if work_beside else None,
            "on_exit": lambda _arbiter: beside.stop(),
        }
    ).run()
