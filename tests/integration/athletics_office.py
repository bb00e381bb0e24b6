"""How is an athletics meet run in a test? By the commands of `events`, its duties run by hand.

Eight teams: 100 m in two heats and a final, long jump, high jump, relay. Bibs of team 1 are 11, 12, …
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.integration.tournament_office import DAY, ORGANISER, REFEREE, SHORT, TournamentOffice

SECRET = "فاطمة الزهراء الإدريسي"
TEAMS = range(1, 9)
HUNDRED, LONG, HIGH, RELAY = "100 متر", "القفز الطولي", "القفز العالي", "التتابع"
HEATS = {"rounds": [{"lanes": 8, "by_place": 3, "by_time": 2}, {"lanes": 8}], "sends": 2}
TERMS: dict[str, dict[str, Any]] = {
    HUNDRED: {"discipline": "100m", **HEATS},
    LONG: {"discipline": "long-jump"},
    HIGH: {"discipline": "high-jump", "heights": [110, 120, 130]},
    RELAY: {"discipline": "4x100m", "points": [16, 14, 12, 10, 8, 6, 4, 2]},
}
PLACES = {HUNDRED: "المضمار", LONG: "حفرة القفز", HIGH: "القفز العالي", RELAY: "المضمار"}
HOURS = {HUNDRED: "09:00", LONG: "09:00", HIGH: "09:00", RELAY: "12:00"}


class Meet:
    """One competition in the office; what changes it takes the version as it stands."""

    def __init__(self, office: TournamentOffice, *, tell: str = "teams") -> None:
        self.office = office
        made = office.ask(
            "create_competition",
            name="ألعاب القوى 2026",
            place="الملعب البلدي، ابن جرير",
            starts_on=DAY,
            ends_on=DAY,
            tell=tell,
        )
        self.id = str(made["id"])
        self.teams = [self.add_team(number) for number in TEAMS]
        self.contests: dict[str, str] = {}

    def change(self, method: str, **wanted: Any) -> dict[str, Any]:
        version = self.whole()["competition"]["version"]
        return self.office.ask(method, competition_id=self.id, version=version, **wanted)

    def whole(self) -> dict[str, Any]:
        return self.office.whole(self.id)

    def outcome(self, title: str) -> dict[str, Any]:
        every: list[dict[str, Any]] = self.whole()["athletics_outcomes"]
        return next(one for one in every if one["contest_id"] == self.contests[title])

    def heats(self, title: str) -> list[dict[str, Any]]:
        every: list[dict[str, Any]] = self.whole()["heats"]
        return [one for one in every if one["contest_id"] == self.contests[title]]

    def add_team(self, number: int) -> str:
        short = SHORT[number - 1]
        team = {"name": f"دار {short}", "short": short, "association_id": f"a{number}"}
        return str(self.change("save_team", **team)["id"])

    def add(self, title: str, entries: Iterable[tuple[int, int]], **terms: Any) -> str:
        """`entries`: (bib, number of the team)."""
        wanted = TERMS[title] | terms
        saved = self.change("save_athletics", title=title, entrants=self.teams, terms=wanted)
        self.contests[title] = str(saved["id"])
        self.enter(title, entries)
        return self.contests[title]

    def enter(self, title: str, entries: Iterable[tuple[int, int]]) -> None:
        rows = [{"bib": bib, "team_id": self.teams[team - 1], "name": SECRET} for bib, team in entries]
        self.change("save_entries", contest_id=self.contests[title], entries=rows)

    def draw(self, title: str, seed: int = 7) -> None:
        self.change("draw_heats", contest_id=self.contests[title], seed=seed)

    def schedule(self, title: str, **when: Any) -> dict[str, Any]:
        usual = {"starts_at": f"{DAY}T{HOURS[title]}:00+01:00", "pitch": PLACES[title], "every_minutes": 5}
        return self.change("schedule_heats", contest_id=self.contests[title], **usual | when)

    def start(self) -> None:
        self.change("start_competition")
        self.office.derive()

    def run(self, heat: Mapping[str, Any], result: dict[str, Any]) -> None:
        """Entered by the referee, confirmed by the organiser, derived."""
        key = {"heat_id": heat["heat_id"]}
        entered = self.office.ask("enter_heat", by=REFEREE, **key, version=heat["version"], result=result)
        self.office.ask("confirm_heat", by=ORGANISER, **key, version=entered["version"])
        self.office.derive()

    def correct(self, heat_id: str, result: dict[str, Any]) -> None:
        read = self.office.ask("heat", heat_id=heat_id)["heat"]
        key = {"heat_id": heat_id, "version": read["version"]}
        self.office.ask("correct_heat", **key, result=result, why="صورة خط الوصول")
        self.office.derive()

    def run_heats(self) -> None:
        """The two heats of 100 m: by bib."""
        for one in self.heats(HUNDRED)[:2]:
            self.run(one, race(bibs_of(one)))


def drawn(office: TournamentOffice, **more: Any) -> Meet:
    """The four contests entered, drawn and scheduled; still a draft."""
    meet = Meet(office, **more)
    meet.add(HUNDRED, [(10 * team + at, team) for team in TEAMS for at in (1, 2)])
    for title, at in ((LONG, 3), (HIGH, 4)):
        meet.add(title, [(10 * team + at, team) for team in TEAMS])
    meet.add(RELAY, [(team, team) for team in TEAMS])
    for title in TERMS:
        meet.draw(title)
        meet.schedule(title)
    return meet


def started(office: TournamentOffice, **more: Any) -> Meet:
    meet = drawn(office, **more)
    meet.start()
    return meet


def bibs_of(heat: Mapping[str, Any]) -> list[int]:
    """Of its start list, lowest first."""
    return sorted(one["bib"] for one in heat["slots"])


def race(bibs: Sequence[int], **times: str) -> dict[str, Any]:
    """In this order, 1/10 s between them; `b11="12.00"` or `b11="DNS"` says otherwise."""
    usual = {bib: f"{12 + at // 10}.{at % 10}0" for at, bib in enumerate(bibs)}
    wanted = usual | {int(name[1:]): time for name, time in times.items()}
    return {"rows": [_row(bib, mark) for bib, mark in wanted.items()]}


def jumps(best: Mapping[int, str]) -> dict[str, Any]:
    """Long jump: the best at the first attempt, then two fouls."""
    return {"rows": [{"bib": bib, "attempts": [mark, "X", "X"]} for bib, mark in best.items()]}


def heights(series: Mapping[int, str]) -> dict[str, Any]:
    return {"rows": [{"bib": bib, "series": text.split()} for bib, text in series.items()]}


def _row(bib: int, mark: str) -> dict[str, Any]:
    return {"bib": bib, "status": mark} if mark.startswith("D") else {"bib": bib, "mark": mark}
