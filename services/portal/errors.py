"""What does somebody see when something goes wrong? A page with the next step, or the API's error payload."""

from typing import Any, cast

from flask import Flask, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from marshmallow import ValidationError
from pymongo.errors import PyMongoError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from chassis.errors import NotFound, Refused, Unavailable
from chassis.logs import log
from services.portal.forms import form_key
from services.portal.problems import Problem, problem_of, refusal_of
from services.portal.refusals import sentence
from services.portal.who import asking_the_api

SLUGS = {
    400: "not_readable",
    401: "sign_in",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_big",
    415: "not_json",
    422: "refused",
    429: "too_many_attempts",
    500: "failed",
    503: "unavailable",
}


def shown_again(
    template: str, error: Refused | Unavailable, *, rename: Any = None, **context: Any
) -> Response:
    """The same form with what was typed, the same idempotency key, and the errors.

    NotFound goes to its own page.
    """
    if isinstance(error, NotFound):
        raise error
    problem = problem_of(error, rename)
    page = render_template(
        template, **{"key": form_key(), **context, "problem": problem, "errors": problem.errors}
    )
    return make_response(page, problem.status)


def handle(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(ValidationError, lambda error: _refused(refusal_of(error)))
    app.register_error_handler(Unavailable, _refused)
    app.register_error_handler(PyMongoError, _store_away)
    app.register_error_handler(RecursionError, lambda _: _answer(_of_status(400)))
    app.register_error_handler(HTTPException, http_problem)


def http_problem(error: HTTPException) -> Response:
    """Also what nobody expected: Flask hands it over as a 500."""
    if error.response is not None:
        return cast(Response, error.response)
    if isinstance(error, InternalServerError):
        log.error("portal_failed", correlation_id=g.get("correlation_id"), exc_info=error.original_exception)
    response = _answer(_http_problem(error))
    if allowed := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(allowed)
    return response


def _http_problem(error: HTTPException) -> Problem:
    messages = getattr(error, "data", None) or {}
    if error.code == 422 and "messages" in messages:
        located = messages["messages"]
        return problem_of(Refused("invalid", {k: v for part in located.values() for k, v in _by_field(part)}))
    if isinstance(error, CSRFError):
        return Problem(400, "form_expired", sentence("form_expired"))
    return _of_status(error.code or 500)


def _by_field(part: Any) -> list[tuple[str, Any]]:
    return list(part.items()) if isinstance(part, dict) else [("", part)]


def _of_status(status: int) -> Problem:
    known = status if status in SLUGS else 500 if status >= 500 else 400
    return Problem(status, SLUGS[known], sentence(SLUGS[known]))


def _refused(error: Refused | Unavailable) -> Response:
    if isinstance(error, NotFound):
        words = sentence(error.slug) if error.slug else sentence("not_found")
        return _answer(Problem(404, error.slug, words))
    return _answer(problem_of(error))


def _store_away(error: PyMongoError) -> Response:
    g.store_away = True
    log.error("portal_store_away", correlation_id=g.get("correlation_id"), error=type(error).__name__)
    return _answer(problem_of(Unavailable()))


def _answer(problem: Problem) -> Response:
    if asking_the_api():
        return make_response(payload(problem), problem.status)
    full = not request.headers.get("HX-Request")
    template = "error/page.html" if full else "error/fragment.html"
    return make_response(
        render_template(template, problem=problem, reference=g.get("correlation_id")), problem.status
    )


def payload(problem: Problem) -> dict[str, Any]:
    """The one error payload of the API."""
    message = problem.sentence or problem.title
    return {
        "error": {
            "slug": problem.slug,
            "message": message,
            "fields": problem.errors,
            "details": problem.details,
        }
    }
