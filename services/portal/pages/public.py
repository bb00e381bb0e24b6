"""Where is a competition published? Its addresses, all in one place; nobody signs in for them."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from services.portal.public import files, result_pdf, shown

bp = Blueprint("public", __name__)


def _at(address: str, endpoint: str, view: Callable[..., Any]) -> None:
    bp.add_url_rule(f"/t/<id:competition_id>{address}", endpoint, view)


_at("", "shown", shown.shown)
_at("/live", "live", shown.live)
_at("/print", "printed", shown.printed)
_at("/results.csv", "results_csv", files.results_csv)
_at("/results.pdf", "results_pdf", result_pdf.results_pdf)
_at("/athletics.csv", "athletics_csv", files.athletics_csv)
_at("/results.json", "results_json", files.results_json)
_at("/team/<id:team_id>.ics", "calendar", files.calendar)
