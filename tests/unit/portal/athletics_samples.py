"""Which athletics contests do the tests of the portal see? As contracts/events/athletics_views.py says.

Sprint `x1`: heat `h1` is confirmed, `h2` entered, the final `h3` waits for it. Long jump `x2`: `h4` may be
entered. High jump `x3`: `h5` is over, corrected once, and handed out medals.
"""

from copy import deepcopy
from typing import Any

from tests.unit.portal.samples import Payload
from tests.unit.portal.tournament_samples import CLERK, REFEREE, SECRET, whole

OTHER_REFEREE = "account-of-another-referee"
ATHLETE = "رياضي لا يُنشر اسمه"  # followed by the bib: no page but that of the entries may show it
ENTERED = {
    "x1": {11: "t1", 12: "t1", 21: "t2", 31: "t3", 41: "t4", 51: "t5"},
    "x2": {13: "t1", 22: "t2", 32: "t3"},
    "x3": {14: "t1", 23: "t2", 42: "t4"},
}
TEAM_OF = {bib: team_id for entries in ENTERED.values() for bib, team_id in entries.items()}
LAST_ROUND = {"lanes": 3, "by_place": 0, "by_time": 0}
AT = "2026-11-28T10:00:00+00:00"


def terms(discipline: str, **other: Any) -> Payload:
    attempts = {"first": 3, "more": 3, "best": 8}
    points = [8, 7, 6, 5, 4, 3, 2, 1]
    usual = {"rounds": [], "attempts": attempts, "heights": [], "points": points, "sends": 1, "scorers": 3}
    return {"discipline": discipline, **usual, **other}


def athletics_contest(contest_id: str, title: str, its_terms: Payload, **other: Any) -> Payload:
    entered = ENTERED.get(contest_id, {})
    return {
        "contest_id": contest_id,
        "title": title,
        "sport": "athletics",
        "sex": "girls",
        "age": "U15",
        "entrants": sorted(set(entered.values())),
        "terms": its_terms,
        "entries": [{"bib": bib, "team_id": team_id} for bib, team_id in entered.items()],
        "draw": {"seed": 5, "by": CLERK, "at": AT} if entered else None,
        "decisions": [],
        **other,
    }


def kept_entries(contest_id: str) -> list[Payload]:
    """With names, as `EntriesView` has them."""
    return [
        {"bib": bib, "team_id": team_id, "name": f"{ATHLETE} {bib}", "best": ""}
        for bib, team_id in ENTERED.get(contest_id, {}).items()
    ]


def heat_row(bib: int, mark: str = "", status: str = "ok", **other: Any) -> Payload:
    nothing: Payload = {
        "mark_ms": None,
        "read_to": None,
        "place": None,
        "attempts": [],
        "winds": [],
        "series": [],
    }
    return {"bib": bib, "status": status, "mark": mark, **nothing, **other}


def heat_result(*rows: Payload, **other: Any) -> Payload:
    return {"rows": list(rows), "wind": None, "heights": [], "jump_off": [], "note": SECRET, **other}


def ranked(place: int, bib: int, mark: str, wind: int | None = None) -> Payload:
    aided = wind is not None and wind > 20
    return {
        "place": place,
        "bib": bib,
        "team_id": TEAM_OF[bib],
        "mark": mark,
        "wind": wind,
        "aided": aided,
    }


def order(*lines: Payload, **other: Any) -> Payload:
    return {"ranked": list(lines), "unranked": [], "first_place": None, "next_attempts": [], **other}


def slot(bib: int | None, lane: int | None, state: str = "confirmed", how: str = "") -> Payload:
    return {"bib": bib, "lane": lane, "state": state, "how": how}


def heat(at: int, contest_id: str, *slots: Payload, **other: Any) -> Payload:
    return {
        "heat_id": f"h{at}",
        "competition_id": "k1",
        "contest_id": contest_id,
        "version": at,
        "number": 1,
        "round": 1,
        "heat": 1,
        "is_final": True,
        "slots": list(slots),
        "are_known": all(one["state"] in ("confirmed", "replaced") for one in slots),
        "starts_at": f"2026-11-28T{8 + at:02}:00:00+00:00",
        "pitch": "المضمار",
        "referee": REFEREE,
        "result_state": "none",
        "result": None,
        "order": None,
        "entered_by": None,
        "confirmed_by": None,
        "confirmed_at": None,
        "past": [],
        "stale": False,
        **other,
    }


CONFIRMED: Payload = {
    "result_state": "confirmed",
    "entered_by": REFEREE,
    "confirmed_by": CLERK,
    "confirmed_at": "2026-11-28T16:40:00+00:00",
}
HIGH = [120, 125, 130]
FIRST_HEAT = heat_result(
    heat_row(11, "12.34", mark_ms=12340, read_to=2),
    heat_row(21, "12.80", mark_ms=12800, read_to=2),
    heat_row(41, status="DNF"),
    wind=23,
)
SECOND_HEAT = heat_result(
    heat_row(12, "12.61", mark_ms=12610, read_to=2),
    heat_row(31, "12.61", mark_ms=12610, read_to=2, place=2),
    heat_row(51, status="DQ"),
    wind=-4,
)
LONG_JUMP = heat_result(  # nobody has entered it yet in `h4`
    heat_row(13, attempts=["5.02", "X", "5.23"], winds=[3, None, 21]),
    heat_row(22, attempts=["4.80", "5.02", "-"], winds=[0, 12, None]),
    heat_row(32, status="DNS"),
)
HIGH_JUMP = heat_result(
    heat_row(14, series=["O", "XO", "XXX"]),
    heat_row(23, series=["O", "XXX"]),
    heat_row(42, series=["XO", "XXX"]),
    heights=HIGH,
)
BEFORE_CORRECTION = heat_result(
    heat_row(14, series=["O", "XXX"]),
    heat_row(23, series=["O", "XO", "XXX"]),
    heat_row(42, series=["XO", "XXX"]),
    heights=HIGH,
)
HIGH_ORDER = order(ranked(1, 14, "1.25"), ranked(2, 23, "1.20"), ranked(3, 42, "1.20"))
_HEATS = [
    heat(
        1,
        "x1",
        slot(11, 1),
        slot(21, 2),
        slot(41, 3),
        is_final=False,
        result=FIRST_HEAT,
        order=order(
            ranked(1, 11, "12.34", 23),
            ranked(2, 21, "12.80", 23),
            unranked=[{"bib": 41, "team_id": "t4", "status": "DNF"}],
        ),
        **CONFIRMED,
    ),
    heat(
        2,
        "x1",
        slot(12, 1),
        slot(31, 2),
        slot(51, 3),
        number=2,
        heat=2,
        is_final=False,
        result=SECOND_HEAT,
        result_state="entered",
        entered_by=REFEREE,
    ),
    heat(
        3,
        "x1",
        slot(11, None, how="Q"),
        slot(None, None, "open"),
        slot(None, None, "open"),
        number=3,
        round=2,
        referee=OTHER_REFEREE,
    ),
    heat(4, "x2", slot(13, 1), slot(22, 2), slot(32, 3), pitch="حفرة الوثب"),
    heat(
        5,
        "x3",
        slot(14, 1),
        slot(23, 2),
        slot(42, 3),
        referee=OTHER_REFEREE,
        result=HIGH_JUMP,
        order=HIGH_ORDER,
        past=[
            {
                "result": BEFORE_CORRECTION,
                "until": "2026-11-28T16:41:00+00:00",
                "by": CLERK,
                "why": SECRET,
            }
        ],
        **CONFIRMED,
    ),
]
_CONTESTS = [
    athletics_contest(
        "x1",
        "100 متر",
        terms("100m", rounds=[{"lanes": 3, "by_place": 1, "by_time": 1}, LAST_ROUND], sends=2),
    ),
    athletics_contest("x2", "الوثب الطويل", terms("long-jump")),
    athletics_contest("x3", "الوثب العالي", terms("high-jump", heights=HIGH)),
]


def athletics_outcome(contest_id: str, **other: Any) -> Payload:
    lists = ("going", "ties", "unresolved", "mixed_timing", "goes_on", "points", "medals", "teams")
    nothing: Payload = {name: [] for name in lists}
    return {"contest_id": contest_id, **nothing, "final": None, "complete": False, **other}


def _medals(place: int, team_id: str, *counts: int) -> Payload:
    return {
        "place": place,
        "team_id": team_id,
        **dict(zip(("gold", "silver", "bronze"), counts, strict=True)),
    }


_MEDALS = [_medals(1, "t1", 1, 0, 0), _medals(2, "t2", 0, 1, 0), _medals(3, "t4", 0, 0, 1)]
_POINTS = [
    {"place": 1, "team_id": "t1", "points": 8},
    {"place": 2, "team_id": "t2", "points": 7},
    {"place": 3, "team_id": "t4", "points": 6},
]
_OUTCOMES = [
    athletics_outcome(
        "x1",
        going=[
            {
                "round": 1,
                "heat": 1,
                "bib": 11,
                "team_id": "t1",
                "how": "Q",
                "place": 1,
                "state": "confirmed",
            }
        ],
    ),
    athletics_outcome("x2"),
    athletics_outcome(
        "x3",
        final=HIGH_ORDER,
        goes_on=[{"bib": 14, "team_id": "t1", "state": "confirmed", "how": "final:1"}],
        points=_POINTS,
        medals=_MEDALS,
        complete=True,
    ),
]


def athletics_whole(**other: Any) -> Payload:
    """The `WholeCompetition` of `tournament_samples` with the three contests, a fresh copy.

    `other` changes the competition.
    """
    made = whole(athletics=_CONTESTS, **other)
    heats = {"heats": _HEATS, "athletics_outcomes": _OUTCOMES}
    return deepcopy({**made, **heats, "standings": {"medals": _MEDALS, "points": _POINTS}})
