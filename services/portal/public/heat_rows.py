"""Who stands in a heat? In order of place once it is over, on the start list before that."""

from typing import Any

from contracts.events.tournament_terms import CONFIRMED, PROVISIONAL
from services.portal.public.disciplines import UPWARDS
from services.portal.public.meets import Meet

Row = dict[str, Any]


def order_rows(heat: dict[str, Any], meet: Meet) -> list[Row]:
    """`wind` of the best attempt in tenths of m/s. Who has no place comes last, with a `status`."""
    order = heat["order"]
    ranked = [{**one, "status": ""} for one in order["ranked"]]
    unranked = [{**one, "place": None, "mark": "", "wind": None} for one in order["unranked"]]
    lanes = {slot["bib"]: slot["lane"] for slot in heat["slots"]}
    return [
        {
            **_who(one["bib"], one["team_id"], meet),
            **_going(heat, one["bib"], meet),
            **{key: one[key] for key in ("place", "mark", "status")},
            "wind": one["wind"] if meet.has_winds else None,
            "lane": lanes.get(one["bib"]),
        }
        for one in (*ranked, *unranked)
    ]


def start_rows(heat: dict[str, Any], meet: Meet) -> list[Row]:
    """Who is known, by lane. `for_now`: as things stand."""
    named = [slot for slot in heat["slots"] if slot["bib"] is not None]
    return [
        {
            **_who(slot["bib"], meet.teams.get(slot["bib"], ""), meet),
            "lane": slot["lane"],
            "how": slot["how"],
            "for_now": slot["state"] == PROVISIONAL,
        }
        for slot in sorted(named, key=lambda slot: slot["lane"] or len(named) + 1)
    ]


def _who(bib: int, team_id: str, meet: Meet) -> Row:
    return {"bib": bib, "team_id": team_id, "team": meet.named(team_id)}


def _going(heat: dict[str, Any], bib: int, meet: Meet) -> Row:
    """`how`: Q, q, R or UPWARDS; empty for who stays behind."""
    one = meet.going.get((heat["round"], bib))
    if one is None:
        return {"how": "", "for_now": False}
    return {"how": UPWARDS if heat["is_final"] else one["how"], "for_now": one["state"] != CONFIRMED}
