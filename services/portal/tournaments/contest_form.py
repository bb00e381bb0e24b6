"""What did the organiser type about a contest? The form in words, and the command that it means."""

from werkzeug.datastructures import MultiDict

from contracts.events.tournament_terms import FOOTBALL
from services.portal.forms import typed
from services.portal.tournaments.checked import given, number
from services.portal.tournaments.match_count import matches
from services.portal.tournaments.reading import Data

LINES = ("title", "sex", "age", "shape", "rules", "h2h_reapply")
OF_FORMAT = ("groups", "legs", "qualify", "best_next", "ends_with", "knockout_legs")
OF_RULES = ("forfeit_goals", "yellows")
OF_POINTS = ("win", "draw", "loss")
OF_MATCH = ("half_minutes", "pause_minutes", "extra_half_minutes")
CRITERIA_SHOWN = 10
ORDERS = ("tiebreakers", "tiebreakers_two_teams")
TICKS = ("third_place", "penalties")
AT_FIRST: Data = {
    "sex": "boys",
    "shape": "groups",
    "groups": "2",
    "legs": "1",
    "qualify": "2",
    "best_next": "0",
    "ends_with": "1",
    "knockout_legs": "1",
    "rules": "network",
    "half_minutes": "25",
    "pause_minutes": "5",
    "extra_half_minutes": "0",
    "penalties": "yes",
    "entrants": [],
}
# where a refusal of the service stands in the form
RENAME = {
    **{f"format-{name}": name for name in OF_FORMAT},
    **{f"match-{name}": name for name in OF_MATCH},
    **{f"rules-{name}": name for name in OF_RULES},
    **{f"rules-points-{name}": name for name in OF_POINTS},
    **{f"rules-{order}": f"{order}-0" for order in ORDERS},
    **{f"rules-{order}-{row}": f"{order}-{row}" for order in ORDERS for row in range(CRITERIA_SHOWN)},
    "rules-name": "rules",
    "format": "shape",
    "teams": "entrants",
}


def read_contest(form: MultiDict[str, str]) -> Data:
    """The form as typed; `entrants` in order, each once."""
    rows = [f"{order}-{row}" for order in ORDERS for row in range(CRITERIA_SHOWN)]
    values: Data = typed(form, *LINES, *OF_FORMAT, *OF_RULES, *OF_POINTS, *OF_MATCH, *TICKS, *rows)
    return {**values, "entrants": list(dict.fromkeys(form.getlist("entrants")))}


def contest_wanted(values: Data) -> Data:
    """The part of a `SaveContest` that says what; numbers that are none stay as typed, to be refused."""
    return {
        "title": values["title"],
        "sport": FOOTBALL,
        "sex": values["sex"],
        "age": values["age"],
        "entrants": values["entrants"],
        "format": _format(values),
        "rules": _rules(values),
        "match": {**_numbers(values, OF_MATCH), "penalties": bool(values.get("penalties"))},
    }


def matches_of(values: Data) -> int | None:
    """How many matches the form makes as it is typed now."""
    wanted = _format(values)
    shape = {name: wanted.get(name, 0) for name in OF_FORMAT}
    if any(not isinstance(value, int) for value in shape.values()):
        return None
    knockout = values["shape"] != "league"
    return matches(
        len(values["entrants"]), {**shape, "knockout": knockout, "third_place": wanted["third_place"]}
    )


def typed_again(contest: Data) -> Data:
    """A `ContestView` as its form shows it."""
    numbers = {
        **contest["format"],
        **contest["match"],
        **contest["rules"],
        **contest["rules"].get("points", {}),
    }
    shown = {
        name: str(numbers[name]) for name in (*OF_FORMAT, *OF_MATCH, *OF_RULES, *OF_POINTS) if name in numbers
    }
    reapply = contest["rules"].get("h2h_reapply")
    return {
        **{name: contest[name] for name in ("title", "sex", "age", "entrants")},
        **shown,
        **{
            f"{order}-{row}": one
            for order in ORDERS
            for row, one in enumerate(contest["rules"].get(order, ()))
        },
        "shape": shape_of(contest["format"]),
        "rules": contest["rules"].get("name", "network"),
        "h2h_reapply": "" if reapply is None else "yes" if reapply else "no",
        "third_place": "yes" if contest["format"].get("third_place") else "",
        "penalties": "yes" if contest["match"].get("penalties") else "",
    }


def shape_of(format_: Data) -> str:
    if not format_["groups"]:
        return "knockout"
    return "groups" if format_["qualify"] or format_["best_next"] else "league"


def _format(values: Data) -> Data:
    typed_in = _numbers(values, OF_FORMAT)
    shape = values["shape"]
    if shape == "knockout":
        typed_in |= {"groups": 0, "legs": 1, "qualify": 0, "best_next": 0}
    if shape == "league":
        typed_in |= {"groups": 1, "qualify": 0, "best_next": 0, "ends_with": 1, "knockout_legs": 1}
    return {**typed_in, "third_place": bool(values.get("third_place")) and shape != "league"}


def _rules(values: Data) -> Data:
    """Only what was typed replaces a part of the rule set."""
    points = _numbers(values, OF_POINTS)
    orders = {order: _order(values, order) for order in ORDERS}
    reapply = {"yes": True, "no": False}.get(values["h2h_reapply"])
    return {
        **given(name=values["rules"] or None, points=points or None, h2h_reapply=reapply),
        **{order: criteria for order, criteria in orders.items() if criteria},
        **_numbers(values, OF_RULES),
    }


def _order(values: Data, order: str) -> list[str]:
    chosen = (values.get(f"{order}-{row}") for row in range(CRITERIA_SHOWN))
    return list(dict.fromkeys(one for one in chosen if one))


def _numbers(values: Data, names: tuple[str, ...]) -> Data:
    return given(**{name: number(values.get(name, "")) for name in names})
