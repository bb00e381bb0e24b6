"""What stands below all contests? Medals, points, prizes with who won them, and where the best go next."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from contracts.events.closing import BY_MEDALS, BY_PLACE, BY_POINTS, BY_QUALIFYING
from services.portal.formats import name, ref
from services.portal.public.meets import Named
from services.portal.public.slots import put


def closing(whole: dict[str, Any], named: Named) -> dict[str, Any]:
    """{medals, points: rows with `name`, prizes [{title, award, winners}], next_stage}"""
    competition = whole["competition"]
    contests = [*competition["contests"], *competition["athletics"]]
    titles = {one["contest_id"]: one["title"] for one in contests}
    standings = whole["standings"]
    return {
        "medals": [_row(one, named) for one in standings["medals"]],
        "points": [
            {**_row(one, named), "points": points_words(one["points"])} for one in standings["points"]
        ],
        "prizes": [_prize(one, titles, named) for one in whole["prizes"]],
        "next_stage": _next_stage(competition["next_stage"]),
    }


def points_words(points: Any) -> str:
    """Exact: `7/3` is `2 1/3`."""
    if not isinstance(points, str) or "/" not in points:
        return str(points)
    parts, of = map(int, points.split("/"))
    whole, rest = divmod(parts, of)
    return f"{whole} {rest}/{of}" if whole else f"{rest}/{of}"


def award_words(prize: dict[str, Any], titles: dict[str, str]) -> Markup:
    """What a prize is for; empty where the committee chose."""
    contest, place = name(titles.get(prize["contest_id"] or "", "")), ref(prize["place"])
    words = {
        BY_PLACE: lambda: put(_("Place %(place)s, %(contest)s"), place=place, contest=contest),
        BY_QUALIFYING: lambda: put(_("Who goes on, %(contest)s"), contest=contest),
        BY_MEDALS: lambda: put(_("Place %(place)s in the medal table"), place=place),
        BY_POINTS: lambda: put(_("Place %(place)s in the points table"), place=place),
    }
    return words.get(prize["award"], Markup)()


def _row(row: dict[str, Any], named: Named) -> dict[str, Any]:
    return {**row, "name": named(row["team_id"])}


def _prize(prize: dict[str, Any], titles: dict[str, str], named: Named) -> dict[str, Any]:
    """A holder that is no winner any more is the office's business."""
    has_it = {one["team_id"] for one in prize["holders"]}
    winners = [{"name": named(one), "has_it": one in has_it} for one in prize["winners"]]
    return {"title": prize["title"], "award": award_words(prize, titles), "winners": winners}


def _next_stage(stage: dict[str, Any] | None) -> dict[str, Any] | None:
    if stage is None or not stage["name"]:
        return None
    on = date.fromisoformat(stage["starts_on"]) if stage["starts_on"] else None
    return {"name": stage["name"], "place": stage["place"], "starts_on": on}
