"""Which competition do the tests of the public page see? Shaped as contracts/events/tournament_views.py says.

Two groups of which A is complete, a knock-out, matches that end in many ways, and much that must not leak.
"""

from typing import Any

from tests.unit.portal.samples import Payload

REFEREE, CLERK = "account-of-the-referee", "account-of-the-clerk"
SECRET = "السر: اللاعب كريم العلوي"
SHIRT = 77
TEAMS = {
    "t1": ("دار الطالب ابن جرير", "ابن جرير"),
    "t2": ("دار الأطفال صخور الرحامنة", "الصخور"),
    "t3": ("Tafoukt", "Tafoukt"),
    "t4": ("=HYPERLINK(1)", "بوعثمان"),
    "t5": ("نادي <b>نزالت</b> لعظم", "نزالت"),
}


def team(team_id: str, **other: Any) -> Payload:
    name, short = TEAMS[team_id]
    kept = {
        "institution_id": None,
        "association_id": "a1",
        "guest_of": "",
        "withdrawn": None,
        "came_from": None,
    }
    return {"team_id": team_id, "name": name, "short": short, **kept, **other}


def result(**other: Any) -> Payload:
    nothing = dict.fromkeys(("score", "half_time", "extra_time", "pens", "on_field", "at_fault"))
    cards = [{"side": "home", "shirt": SHIRT, "card": "Y"}]
    scorers = [{"side": "home", "shirt": SHIRT, "minute": 12, "own_goal": False}]
    told = {"kicks": [], "cards": cards, "scorers": scorers, "note": SECRET}
    return {"status": "played", **nothing, **told, **other}


def side(team_id: str | None, slot: str = "", state: str = "confirmed") -> Payload:
    return {"slot": slot, "state": state, "team_id": team_id}


def fixture(number: int, home: Payload, away: Payload, ended: Payload | None = None, **other: Any) -> Payload:
    confirmed = {"confirmed_by": CLERK, "confirmed_at": "2026-11-28T16:42:00+00:00"} if ended else {}
    return {
        "fixture_id": f"f{number}",
        "competition_id": "k1",
        "contest_id": "c1",
        "version": number,
        "number": number,
        "stage": "group",
        "group": "A",
        "round": 1,
        "left": 0,
        "is_third_place": False,
        "leg": 0,
        "is_replay": False,
        "home": home,
        "away": away,
        "starts_at": f"2026-11-28T{8 + number:02}:00:00+00:00",
        "pitch": "الملعب 1",
        "referee": REFEREE,
        "result_state": "confirmed" if ended else "none",
        "result": ended,
        "entered_by": REFEREE,
        "confirmed_by": None,
        "confirmed_at": None,
        "past": [],
        "stale": False,
        "void": False,
        **confirmed,
        **other,
    }


KNOCKOUT: Payload = {"stage": "knockout", "group": ""}
LAST: Payload = {**KNOCKOUT, "left": 2, "round": 2}
FIXTURES = [
    fixture(1, side("t1"), side("t2"), result(score=[2, 1], half_time=[1, 0])),
    fixture(2, side("t2"), side("t3"), result(score=[1, 0]), round=2),
    fixture(3, side("t3"), side("t1"), result(status="forfeited", at_fault="home"), round=3),
    fixture(4, side("t4"), side("t5"), None, group="B", result_state="entered", result=result(score=[9, 8])),
    fixture(5, side("t1", "1A"), side("t4", "2B", "provisional"), None, **KNOCKOUT, left=4, starts_at=None),
    fixture(
        6,
        side("t5", "1B"),
        side("t2", "2A"),
        result(score=[1, 1], extra_time=[2, 2], pens=[4, 3]),
        **KNOCKOUT,
        left=4,
    ),
    fixture(7, side(None, "L5", "open"), side("t2", "L6"), None, **LAST, is_third_place=True),
    fixture(8, side(None, "W5", "open"), side("t5", "W6"), None, **LAST),
]


def row(place: int, team_id: str, points: int, difference: int, goes_on: str, *why: Payload) -> Payload:
    counts = dict.fromkeys(("won", "drawn", "lost", "goals_for", "goals_against"), 0)
    numbers = {"played": 2, **counts, "difference": difference, "points": points}
    return {
        "place": place,
        "team_id": team_id,
        **numbers,
        "goes_on": goes_on,
        "level_with": [],
        "why": list(why),
    }


PARTED: Payload = {"criterion": "h2h_points", "values": {"t2": 3, "t3": 0}}
OUTCOME: Payload = {
    "contest_id": "c1",
    "tables": [
        {
            "group": "A",
            "complete": True,
            "rows": [
                row(1, "t1", 6, 4, "yes"),
                row(2, "t2", 3, 0, "yes", PARTED),
                row(3, "t3", 3, -4, "no", PARTED),
            ],
        },
        {"group": "B", "complete": False, "rows": [row(1, "t4", 0, 0, "may"), row(1, "t5", 0, 0, "may")]},
    ],
    "unresolved": [{"group": "B", "team_ids": ["t4", "t5"]}],
    "goes_on": [{"team_id": "t5", "state": "provisional", "how": "champion"}],
    "final_order": [],
    "suspensions": [
        {"team_id": "t1", "shirt": SHIRT, "after": "f1", "misses": ["f5"], "reason": "red", "unserved": 0}
    ],
    "complete": False,
}
CONTEST: Payload = {
    "contest_id": "c1",
    "title": "كرة القدم",
    "sport": "football",
    "sex": "boys",
    "age": "U15",
    "entrants": list(TEAMS),
    "format": {"groups": 2, "legs": 1, "qualify": 2, "best_next": 0, "third_place": True, "ends_with": 1},
    "rules": {"name": "network"},
    "match": {"half_minutes": 25, "pause_minutes": 5, "extra_half_minutes": 5, "penalties": True},
    "draw": {"seed": 1, "by": CLERK, "at": "2026-11-20T10:00:00+00:00", "groups": {}, "bracket": []},
    "decisions": [
        {
            "kind": "deduction",
            "order": [],
            "team_id": "t4",
            "points": 1,
            "why": SECRET,
            "by": CLERK,
            "at": "2026-11-28T10:00:00+00:00",
        }
    ],
}


def whole(**other: Any) -> Payload:
    """A `WholeCompetition`; `other` changes the competition."""
    competition = {
        "competition_id": "k1",
        "version": 7,
        "state": "running",
        "name": "الإقصائيات الإقليمية 2026",
        "place": "ابن جرير",
        "starts_on": "2026-11-28",
        "ends_on": "2026-11-29",
        "tell": "teams",
        "teams": [team(one) for one in TEAMS],
        "contests": [CONTEST],
        "athletics": [],
        "next_stage": None,
        "pledges": [],
        "bans": [],
        **other,
    }
    return {
        "competition": competition,
        "fixtures": FIXTURES,
        "outcomes": [OUTCOME],
        "heats": [],
        "athletics_outcomes": [],
        "standings": {"medals": [], "points": []},
        "prizes": [],
        "updated_at": "2026-11-28T16:42:00+00:00",
    }
