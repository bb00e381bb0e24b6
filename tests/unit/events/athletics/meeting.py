"""How is an athletics contest run in a test? Bibs by team, results a line each: `11 12.34` or `12 DNS`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from contracts.events.athletics_results import HeatResult
from contracts.events.athletics_terms import AthleticsTerms, Entry
from services.events.domain.athletics import heats as drawing
from services.events.domain.athletics.outcome import derive
from services.events.domain.athletics.result import confirm, correct, enter
from services.events.domain.athletics.start_lists import known_start_list

AT = datetime(2026, 12, 5, 9, 0, tzinfo=UTC)
SECRET = "Fatima Zahra El Idrissi"
Document = dict[str, Any]


def team(name: str, **more: Any) -> Document:
    return {"team_id": name, "name": f"Dar {name}", "association_id": f"a-{name}", "withdrawn": None, **more}


def entry(bib: int, team_id: str, best: str = "") -> Document:
    given = {"bib": bib, "team_id": team_id, "name": SECRET, "best": best}
    loaded: Document = Entry().load(given)
    return loaded


def contest(entries: Sequence[Document], discipline: str = "100m", **terms: Any) -> Document:
    return {
        "contest_id": discipline,
        "title": discipline,
        "sport": "athletics",
        "sex": "girls",
        "age": "U15",
        "entrants": sorted({one["team_id"] for one in entries}),
        "terms": AthleticsTerms().load({"discipline": discipline, **terms}),
        "entries": list(entries),
        "draw": None,
        "decisions": [],
    }


def result(lines: str, **more: Any) -> Document:
    """As the contract loads it. A line: bib, then `12.34`, `3` (a place), `12.34 3` or `DNS`."""
    loaded: Document = HeatResult().load({"rows": [row(line) for line in lines.splitlines() if line], **more})
    return loaded


def row(line: str) -> Document:
    bib, *words = line.split()
    if words and words[0] in ("DNS", "DNF", "DQ"):
        return {"bib": int(bib), "status": words[0]}
    places = {"place": int(words.pop())} if words and words[-1].isdigit() else {}
    return {"bib": int(bib), "mark": " ".join(words), **places}


def field_result(series: Mapping[int, str], name: str = "attempts", **more: Any) -> Document:
    rows = [{"bib": bib, name: text.split()} for bib, text in series.items()]
    loaded: Document = HeatResult().load({"rows": rows, **more})
    return loaded


@dataclass
class Meeting:
    """A contest drawn and being run; heats by number."""

    contest: Document
    seed: int = 7
    teams: list[Document] = field(default_factory=list)
    heats: dict[int, Document] = field(default_factory=dict)

    def __post_init__(self) -> None:
        drawn = drawing.draw(self.contest, self.seed)
        self.contest = self.contest | {"draw": {"seed": self.seed, "by": None, "at": AT, **drawn}}
        self.teams = self.teams or [team(name) for name in self.contest["entrants"]]
        ids = iter(range(1, 1000))
        planned = drawing.plan("meeting", self.contest, lambda: f"h{next(ids)}")
        self.heats = {one["number"]: one | {"version": 1} for one in planned}

    def outcome(self) -> Document:
        return derive(self.contest, self.teams, list(self.heats.values()))

    def start_list(self, number: int) -> list[int | None]:
        return known_start_list(self.outcome()["slots"], f"h{number}")

    def report(self, number: int, wanted: Document) -> "Meeting":
        """Entered and confirmed, or corrected where it was."""
        heat, known = self.heats[number], self.start_list(number)
        given = {"version": 1, "result": wanted, "why": "photo finish"}
        if heat["result_state"] == "confirmed":
            self.heats[number] = correct(heat, given, known, self.contest, "office", AT)
        else:
            entered = enter(heat, given, known, self.contest, "judge", AT)
            self.heats[number] = confirm(entered, {"version": 1}, "office", AT)
        return self

    def run(self, number: int, lines: str, **more: Any) -> "Meeting":
        return self.report(number, result(lines, **more))

    def decide(self, kind: str, round_number: int, *order: int) -> None:
        made = {"kind": kind, "round": round_number, "order": list(order), "why": "", "by": None, "at": AT}
        self.contest = self.contest | {"decisions": [*self.contest["decisions"], made]}

    def withdraw(self, team_id: str, *, annul: bool) -> None:
        gone = {"withdrawn": {"at": AT, "why": "left", "annul": annul}}
        self.teams = [one | gone if one["team_id"] == team_id else one for one in self.teams]


def in_heats(heats: Sequence[Sequence[int]], discipline: str = "100m", **terms: Any) -> Meeting:
    """Drawn by hand, lanes in turn from 1. Bib 11 and 12 are of team T1, 21 of T2, and so on."""
    bibs = [bib for heat in heats for bib in heat]
    meeting = Meeting(contest([entry(bib, f"T{bib // 10}") for bib in bibs], discipline, **terms))
    put = [[{"bib": bib, "lane": lane} for lane, bib in enumerate(heat, 1)] for heat in heats]
    meeting.contest["draw"]["heats"] = put
    for number, drawn in enumerate(put, 1):
        meeting.heats[number]["drawn"] = drawn
    return meeting


FIRST, SECOND = [11, 12, 21, 31], [22, 32, 41, 42]
TWO_AND_TWO = {"rounds": [{"lanes": 4, "by_place": 2, "by_time": 2}, {"lanes": 6}]}
HEAT_1 = "11 12.10\n12 12.20\n21 12.30\n31 12.90"
HEAT_2 = "22 12.05\n32 12.40\n41 12.45\n42 12.50"


def two_heats(lanes: int = 6) -> Meeting:
    rounds = [TWO_AND_TWO["rounds"][0], {"lanes": lanes}]
    return in_heats([FIRST, SECOND], rounds=rounds)


def slots(meeting: Meeting, number: int) -> list[tuple[int | None, str]]:
    return [(one["bib"], one["state"]) for one in meeting.outcome()["slots"][f"h{number}"]]


FINAL = "22 12.00\n11 12.02\n12 12.10\n32 12.10\n21 12.50\n41 DNF"


def ran() -> Meeting:
    return two_heats().run(1, HEAT_1).run(2, HEAT_2).run(3, FINAL)
