"""What happened at the door? A correlation id, one log line and the counters for every request."""

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Any
from uuid import uuid4

from flask import Blueprint, Flask, current_app, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from pymongo.errors import PyMongoError
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from chassis.logs import log
from contracts.wiring import SERVICES
from services.portal.calls import Rpc
from services.portal.who import asking, who

bp = Blueprint("health", __name__)
_metrics = CollectorRegistry()
_REQUESTS = Counter(
    "portal_requests_total", "Answers by endpoint and status", ("endpoint", "status"), registry=_metrics
)
_SECONDS = Histogram("portal_request_seconds", "Time to answer by endpoint", ("endpoint",), registry=_metrics)
QUIET = frozenset({"static", "health.shown", "health.metrics"})


def watch(app: Flask) -> None:
    app.before_request(_begin)
    app.after_request(_note)
    app.register_blueprint(bp)


@bp.get("/health")
def shown() -> tuple[Response, int]:
    """200 when the store and every service answer, else 503 with who does not."""
    answers = {"store": _store_answers(), **_services_answer()}
    ready = all(answers.values())
    return jsonify({"status": "ok" if ready else "degraded", "answers": answers}), 200 if ready else 503


@bp.get("/metrics")
def metrics() -> Response:
    return Response(generate_latest(_metrics), content_type=CONTENT_TYPE_LATEST)


def _begin() -> None:
    g.correlation_id, g.began = str(uuid4()), perf_counter()


def _note(response: Response) -> Response:
    endpoint, took_s = request.endpoint or "none", perf_counter() - g.get("began", perf_counter())
    _REQUESTS.labels(endpoint, response.status_code).inc()
    _SECONDS.labels(endpoint).observe(took_s)
    response.headers["X-Correlation-Id"] = g.get("correlation_id", "")
    if endpoint not in QUIET:
        log.info("portal_answered", **_line(endpoint, response.status_code, took_s))
    return response


def _line(endpoint: str, status: int, took_s: float) -> dict[str, object]:
    """No address bar and no form: a search may be a name."""
    return {
        "endpoint": endpoint,
        "method": request.method,
        "status": status,
        "took_ms": round(took_s * 1000, 1),
        "actor": _actor(),
        "correlation_id": g.get("correlation_id"),
    }


def _actor() -> str | None:
    try:
        account = asking()
    except PyMongoError:
        return None
    return account.account_id if account else None


def _store_answers() -> bool:
    try:
        who().records.command("ping")
    except PyMongoError:
        return False
    return True


def _services_answer() -> dict[str, bool]:
    """All at once: together they take one deadline, not one each."""
    rpc: Rpc = current_app.extensions["rpc"]
    context = {"actor": "portal", "key": str(uuid4()), "correlation_id": g.correlation_id}
    with ThreadPoolExecutor(len(SERVICES)) as pool:
        answers = pool.map(lambda service: _answers(rpc, service, context), SERVICES)
        return dict(zip(SERVICES, answers, strict=True))


def _answers(rpc: Rpc, service: str, context: dict[str, Any]) -> bool:
    try:
        rpc.call(service, "health", {}, context)
    except (Refused, Unavailable):
        return False
    return True
