"""What did the referee type about a match? The form as typed, and the `Result` that it means."""

from typing import Any

from werkzeug.datastructures import MultiDict

from services.portal.forms import typed
from services.portal.problems import flattened
from services.portal.refusals import label_of
from services.portal.tournaments.checked import number
from services.portal.tournaments.reading import Data

SIDES = ("home", "away")
PAIRS = ("score", "half_time", "extra_time", "pens", "on_field")
LINES = ("status", "at_fault", "note")
OF_CARD, OF_SCORER = ("side", "shirt", "card"), ("side", "shirt", "minute", "own_goal")
MOST_CARDS, MOST_SCORERS, MOST_ROUNDS = 60, 99, 30
ROWS_AT_FIRST, ROUNDS_AT_FIRST = 3, 5


def read_result(form: MultiDict[str, str]) -> dict[str, str]:
    """The form as typed, {field id: text}; rows that nothing was typed in are left out."""
    values = typed(form, *LINES, "kicks-first", "why")
    values |= typed(form, *(f"{pair}-{side}" for pair in PAIRS for side in SIDES))
    rows = [f"cards-{row}-{part}" for row in range(MOST_CARDS) for part in OF_CARD]
    rows += [f"scorers-{row}-{part}" for row in range(MOST_SCORERS) for part in OF_SCORER]
    rows += [f"kicks-{row}-{side}" for row in range(MOST_ROUNDS) for side in SIDES]
    return values | {name: value for name, value in typed(form, *rows).items() if value}


def result_wanted(values: dict[str, str]) -> Data:
    """A `Result`; what cannot be read stays as typed, for the contract to refuse."""
    return {
        "status": values["status"],
        **{pair: _pair(values, pair) for pair in PAIRS},
        "at_fault": (values["at_fault"] or None) if values["status"] == "forfeited" else None,
        "cards": [_card(values, row) for row in _rows(values, "cards", "shirt", MOST_CARDS)],
        "scorers": [_scorer(values, row) for row in _rows(values, "scorers", "shirt", MOST_SCORERS)],
        "kicks": _kicks(values),
        "note": values["note"],
    }


def typed_again(result: Data | None) -> dict[str, str]:
    """A `Result` as its form shows it; for a match without one the status alone, and no goals."""
    if not result:
        return {"status": "played", "kicks-first": "home"}
    values = {name: result[name] or "" for name in LINES}
    for pair in PAIRS:
        if result[pair]:
            values |= {f"{pair}-{side}": str(result[pair][i]) for i, side in enumerate(SIDES)}
    for kind, parts in (("cards", OF_CARD), ("scorers", OF_SCORER)):
        for row, one in enumerate(result[kind]):
            values |= {f"{kind}-{row}-{part}": _written(one[part]) for part in parts}
    return values | _kicks_again(result["kicks"])


def rows_of(values: dict[str, str], more: int = 0) -> dict[str, range]:
    """How many rows of each kind the form shows."""
    most = {"cards": MOST_CARDS, "scorers": MOST_SCORERS, "kicks": MOST_ROUNDS}
    first = {"cards": ROWS_AT_FIRST, "scorers": ROWS_AT_FIRST, "kicks": ROUNDS_AT_FIRST}
    last = {kind: 1 + max(_used(values, kind), default=-1) for kind in most}
    return {kind: range(min(most[kind], max(first[kind], last[kind]) + more)) for kind in most}


def field_ids(values: dict[str, str]) -> dict[str, str]:
    """{path in the payload: field id}: the service counts the rows that are filled in."""
    ids = {f"result-{name}": name for name in ("status", "at_fault", "note")}
    ids["result-at_fault"] = "at_fault"
    for pair in PAIRS:
        ids |= {f"result-{pair}": f"{pair}-home", f"result-{pair}-0": f"{pair}-home"}
        ids[f"result-{pair}-1"] = f"{pair}-away"
    for kind, parts, most in (("cards", OF_CARD, MOST_CARDS), ("scorers", OF_SCORER, MOST_SCORERS)):
        ids[f"result-{kind}"] = f"{kind}-0-shirt"
        for place, row in enumerate(_rows(values, kind, "shirt", most)):
            ids |= {f"result-{kind}-{place}-{part}": f"{kind}-{row}-{part}" for part in parts}
    return {**ids, "result-kicks": "kicks-0-home", "result": "score-home"}


def labelled(fields: Any, ids: dict[str, str], names: dict[str, str]) -> dict[str, Any]:
    """A refusal's fields by field id, each calling its team by name: `Goals, Tafoukt`."""
    said = {}
    for path, slug in flattened(fields):
        field_id = ids.get("-".join(path), "-".join(path))
        what, _, side = field_id.rpartition("-")
        problem = slug if isinstance(slug, dict) else {"slug": slug}
        if side in SIDES:
            problem = {**problem, "label": f"{label_of(what.split('-'))} · {names[side]}"}
        said[field_id] = problem
    return said


def _pair(values: dict[str, str], pair: str) -> list[Any] | None:
    """None where nothing is typed; half of a pair is refused by the contract."""
    written = [number(values[f"{pair}-{side}"]) for side in SIDES]
    return None if written == [None, None] else written


def _card(values: dict[str, str], row: int) -> Data:
    of_row = {part: values.get(f"cards-{row}-{part}", "") for part in OF_CARD}
    return {**of_row, "shirt": number(of_row["shirt"])}


def _scorer(values: dict[str, str], row: int) -> Data:
    of_row = {part: values.get(f"scorers-{row}-{part}", "") for part in OF_SCORER}
    return {
        "side": of_row["side"],
        "shirt": number(of_row["shirt"]),
        "minute": number(of_row["minute"]),
        "own_goal": bool(of_row["own_goal"]),
    }


def _kicks(values: dict[str, str]) -> list[Data]:
    """In the order of kicking: the side that began first in each round."""
    order = SIDES if values["kicks-first"] != "away" else SIDES[::-1]
    rounds = [(side, values.get(f"kicks-{row}-{side}")) for row in range(MOST_ROUNDS) for side in order]
    return [{"side": side, "scored": kick == "scored"} for side, kick in rounds if kick]


def _kicks_again(kicks: list[Data]) -> dict[str, str]:
    values = {"kicks-first": kicks[0]["side"] if kicks else "home"}
    taken = dict.fromkeys(SIDES, 0)
    for kick in kicks:
        side = kick["side"]
        values[f"kicks-{taken[side]}-{side}"] = "scored" if kick["scored"] else "missed"
        taken[side] += 1
    return values


def _rows(values: dict[str, str], kind: str, part: str, most: int) -> list[int]:
    """A row counts once its shirt number is typed."""
    return [row for row in range(most) if values.get(f"{kind}-{row}-{part}")]


def _used(values: dict[str, str], kind: str) -> list[int]:
    parts = ("shirt",) if kind != "kicks" else SIDES
    found = (name.split("-") for name in values if name.startswith(f"{kind}-"))
    return [int(row) for _kind, row, *rest in found if rest and rest[0] in parts]


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)
