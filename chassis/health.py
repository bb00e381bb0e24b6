"""Is this process fit to work? `/health` answers 200 or 503 with reasons, `/metrics` counters."""

import json
import threading
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

from prometheus_client import make_wsgi_app

Ready = Callable[[], dict[str, Any]]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Health is asked every few seconds: not worth a line."""


def health_app(ready: Ready) -> Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]:
    """`ready()` returns `{"ready": bool, …}`; an exception in it means not ready."""
    metrics = make_wsgi_app()

    def app(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/metrics":
            return metrics(environ, start)
        state = _ask(ready)
        start(
            "200 OK" if state["ready"] else "503 Service Unavailable", [("Content-Type", "application/json")]
        )
        return [json.dumps(state, default=str).encode()]

    return app


def serve_health(port: int, ready: Ready) -> None:
    """In a thread of its own, on loopback; port 0 serves nothing."""
    if not port:
        return
    server = make_server("127.0.0.1", port, health_app(ready), handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()


def _ask(ready: Ready) -> dict[str, Any]:
    try:
        return ready()
    except Exception as error:
        return {"ready": False, "problem": f"{type(error).__name__}: {error}"[:300]}
