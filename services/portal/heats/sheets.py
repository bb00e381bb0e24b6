"""What is taken to the track on paper? The start list with empty cells; with names for the office alone."""

from flask import render_template

from services.portal.calls import call_if_there
from services.portal.heats.page import columns_of, heat_page, one_heat
from services.portal.heats.written import height
from services.portal.roles import ORGANISING
from services.portal.tournaments.reading import Data
from services.portal.who import signed_in


def sheet(heat_id: str) -> str:
    page = heat_page(one_heat(heat_id))
    heights = [height(one) for one in page["contest"]["terms"]["heights"]]
    attempts = [str(at + 1) for at in range(columns_of(page["contest"]))]
    columns = [] if page["is_race"] else heights or attempts
    return render_template("heats/sheet.html", **page, columns=columns, athletes=_names(page["heat"]))


def _names(heat: Data) -> dict[int, str]:
    """{bib: name}, empty for whoever does not run the competition."""
    if signed_in().role not in ORGANISING:
        return {}
    asked = {"competition_id": heat["competition_id"], "contest_id": heat["contest_id"]}
    found = call_if_there("events", "entries", asked)
    return {one["bib"]: one["name"] for one in found["entries"]} if found else {}
