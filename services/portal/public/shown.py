"""How does the public page answer? Whole, as a fragment that is asked for again and again, and on paper.

`ETag` names the state of the competition, so who has it already gets 304 without a body. A fragment says in
its own address which state it shows (`seen`), and gets 204 while nothing changed: the page is left alone.
"""

from datetime import date
from typing import Any
from uuid import uuid4

from flask import render_template, request
from werkzeug.wrappers import Response

from contracts.events.tournament_terms import RUNNING
from services.portal.i18n import language
from services.portal.public.board import board
from services.portal.public.latest import Standing, standing
from services.portal.public.names import in_templates

EVERY_S = 5
RELEASE = uuid4().hex[:8]  # another release may write another page of the same state


def shown(competition_id: str) -> Response:
    found = standing(competition_id)
    return conditional(found, lambda: render_template("public/page.html", **_page(found)))


def live(competition_id: str) -> Response:
    found = standing(competition_id)
    if request.args.get("seen") == seen(found):
        return _kept_by_nobody(Response(status=204))
    return conditional(found, lambda: _live(found, polled=True))


def printed(competition_id: str) -> Response:
    found = standing(competition_id)
    return conditional(
        found, lambda: render_template("public/print.html", **about(found), **board(found.whole))
    )


def conditional(found: Standing, body: Any, kind: str = "text/html; charset=utf-8") -> Response:
    """`body` is made only for who does not have it yet."""
    tag = f"{seen(found)}-{RELEASE}"
    response = Response(content_type=kind)
    response.set_etag(tag)
    if not request.if_none_match.contains(tag):
        response.set_data(body())
    response.make_conditional(request)
    return _kept_by_nobody(response)


def seen(found: Standing) -> str:
    return f"{found.tag}-{language()}"


def _kept_by_nobody(response: Response) -> Response:
    """Without a question; the language is in a cookie."""
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Cookie")
    return response


def _page(found: Standing) -> dict[str, Any]:
    return {**about(found), "fragment": _live(found, polled=False)}


def _live(found: Standing, *, polled: bool) -> str:
    """Made once for all who ask in the same second."""
    key = f"{language()} {polled}"
    if key not in found.pages:
        found.pages[key] = render_template(
            "public/_live.html", **about(found), **board(found.whole), polled=polled
        )
    return found.pages[key]


def about(found: Standing) -> dict[str, Any]:
    competition = found.whole["competition"]
    return {
        **in_templates(),
        "competition": {key: competition[key] for key in _KEPT}
        | {day: date.fromisoformat(competition[day]) for day in ("starts_on", "ends_on")},
        "teams": [
            {"team_id": team["team_id"], "name": team["name"]}
            for team in sorted(competition["teams"], key=lambda team: str(team["name"]))
        ],
        "has_athletics": bool(competition["athletics"]),
        "is_running": competition["state"] == RUNNING,
        "every_s": EVERY_S,
        "seen": seen(found),
    }


_KEPT = ("competition_id", "name", "place", "state")
