"""What holds for every meeting, whatever was run?"""

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.events.domain.athletics.outcome import derive
from tests.unit.events.athletics.meeting import Document, Meeting, in_heats

# few times, so that many are level
MARKS = ("12.10", "12.10", "12.11", "12.12", "12.12", "12.13", "DNS", "DQ")


@dataclass(frozen=True)
class Plan:
    """Marks by heat, then those of a final in the order of its start list."""

    heats: list[list[str]]
    final: list[str]
    by_place: int
    by_time: int
    lanes: int
    lots: int

    def meeting(self, rename: dict[int, int] | None = None) -> Meeting:
        """Bibs in turn, two of each team; `rename`: given anew, with all that is said of them."""
        bibs = iter(range(10, 99))
        drawn = [
            [(rename or {}).get(bib, bib) for _, bib in zip(heat, bibs, strict=False)] for heat in self.heats
        ]
        rounds = [
            {"lanes": len(self.heats[0]), "by_place": self.by_place, "by_time": self.by_time},
            {"lanes": max(self.lanes, self.by_place * len(self.heats) + self.by_time)},
        ]
        made = in_heats(drawn, rounds=rounds, sends=2)
        back = {new: old for old, new in (rename or {}).items()}
        team_of = {one["bib"]: f"T{back.get(one['bib'], one['bib']) // 2}" for one in made.contest["entries"]}
        made.contest["entries"] = [one | {"team_id": team_of[one["bib"]]} for one in made.contest["entries"]]
        made.teams = [{"team_id": name, "withdrawn": None} for name in sorted(set(team_of.values()))]
        return made

    def run_heats(self, meeting: Meeting, marks: list[list[str]] | None = None) -> Meeting:
        for number, heat in enumerate(marks or self.heats, 1):
            meeting.run(number, lines(meeting.start_list(number), heat))
        return meeting

    def run_final(self, meeting: Meeting) -> Meeting:
        """Lots are drawn where they are asked for, by the place where one stood in the heats."""
        stood = [
            one["bib"] for number in range(1, len(self.heats) + 1) for one in meeting.heats[number]["drawn"]
        ]
        for _ in range(3):
            for waiting in meeting.outcome()["unresolved"]:
                level = [bib for bib in stood if bib in waiting["bibs"]]
                Random(self.lots).shuffle(level)
                meeting.decide("lots", waiting["round"], *level)
        final = max(meeting.heats)
        start_list = meeting.start_list(final)
        if start_list and None not in start_list:
            meeting.run(final, lines(start_list, self.final))
        return meeting


def lines(start_list: list[int | None], marks: list[str]) -> str:
    padded = [*marks, *["12.90"] * len(start_list)]
    return "\n".join(f"{bib} {mark}" for bib, mark in zip(start_list, padded, strict=False))


@st.composite
def plans(draw: Any) -> Plan:
    size = draw(st.integers(3, 6))
    heat = st.lists(st.sampled_from(MARKS), min_size=size, max_size=size)
    heats = draw(st.lists(heat, min_size=2, max_size=4))
    lanes = draw(st.integers(2, 10))
    by_place = draw(st.integers(1, 2))
    by_time = draw(st.integers(0, 10 - by_place * len(heats) if by_place * len(heats) < 8 else 2))
    final = draw(st.lists(st.sampled_from(MARKS), min_size=8, max_size=8))
    return Plan(heats, final, by_place, by_time, lanes, draw(st.integers(0, 99)))


@settings(max_examples=30, deadline=None)
@given(plans(), st.integers(0, 999))
def test_in_any_order_of_entry_the_outcome_is_the_same(plan: Plan, seed: int) -> None:
    meeting = plan.run_final(plan.run_heats(plan.meeting()))
    rng = Random(seed)
    entries = shuffled(meeting.contest["entries"], rng)
    heats = [
        one | {"result": one["result"] and one["result"] | {"rows": shuffled(one["result"]["rows"], rng)}}
        for one in shuffled(list(meeting.heats.values()), rng)
    ]
    contest = meeting.contest | {"entries": entries}
    assert derive(contest, shuffled(meeting.teams, rng), heats) == meeting.outcome()


@settings(max_examples=30, deadline=None)
@given(plans(), st.integers(0, 999))
def test_a_correction_is_a_fresh_computation(plan: Plan, seed: int) -> None:
    rng = Random(seed)
    wrong = [[rng.choice(MARKS) for _ in heat] for heat in plan.heats]
    corrected = plan.run_heats(plan.run_heats(plan.meeting(), wrong))
    fresh = plan.run_heats(plan.meeting())
    assert corrected.outcome() == fresh.outcome()
    assert plan.run_final(corrected).outcome() == plan.run_final(fresh).outcome()


@settings(max_examples=30, deadline=None)
@given(plans())
def test_no_tie_is_broken_silently(plan: Plan) -> None:
    meeting = plan.run_heats(plan.meeting())
    told = meeting.outcome()
    through = {one["bib"]: one for one in told["going"]}
    asked = [set(one["bibs"]) for one in told["unresolved"]]
    marks = {
        row["bib"]: (number, row["mark_ms"])
        for number in range(1, len(plan.heats) + 1)
        for row in meeting.heats[number]["result"]["rows"]
        if row["mark_ms"]
    }
    for bib, going in through.items():
        for other, (heat, mark) in marks.items():
            level = mark == marks[bib][1] and (going["how"] == "q" or heat == going["heat"])
            if level and other not in through:
                # one of the level ones stands on another line: then it was asked for lots there
                assert any(other in one for one in asked)


@settings(max_examples=30, deadline=None)
@given(plans(), st.randoms(use_true_random=False))
def test_bibs_given_anew_change_nothing(plan: Plan, rng: Any) -> None:
    plain = plan.run_final(plan.run_heats(plan.meeting()))
    bibs = [one["bib"] for one in plain.contest["entries"]]
    rename = dict(zip(bibs, rng.sample(range(100, 1000), len(bibs)), strict=True))
    renamed = plan.run_final(plan.run_heats(plan.meeting(rename)))
    back = {new: old for old, new in rename.items()}
    assert by_bib(renamed.outcome(), back) == by_bib(plain.outcome(), {bib: bib for bib in bibs})


@settings(max_examples=30, deadline=None)
@given(plans())
def test_what_is_sure_after_some_heats_is_so_after_all(plan: Plan) -> None:
    meeting = plan.meeting()
    sure: set[int] = set()
    for number, heat in enumerate(plan.heats, 1):
        meeting.run(number, lines(meeting.start_list(number), heat))
        now = {one["bib"] for one in meeting.outcome()["going"] if one["state"] == "confirmed"}
        assert sure <= now
        sure = now
    waiting = meeting.outcome()["unresolved"]
    asked = {bib for one in waiting for bib in one["bibs"]}
    assert not asked & sure


@settings(max_examples=30, deadline=None)
@given(plans())
def test_points_of_an_event_are_shared_out_whole(plan: Plan) -> None:
    told = plan.run_final(plan.run_heats(plan.meeting())).outcome()
    if told["final"]:
        total = sum(Fraction(str(one["points"])) for one in told["points"])
        assert total == sum((8, 7, 6, 5, 4, 3, 2, 1)[: len(told["final"]["ranked"])])


def shuffled(items: list[Any], rng: Random) -> list[Any]:
    return rng.sample(items, len(items))


def by_bib(outcome: Document, back: dict[int, int]) -> Any:
    """Bibs as they were; level ones, which are shown by bib, in one order again."""
    return _sorted(_renamed(outcome, back))


def _renamed(told: Any, back: dict[int, int]) -> Any:
    if isinstance(told, dict):
        return {
            key: back.get(one, one)
            if key == "bib"
            else [back[bib] for bib in one]
            if key == "bibs"
            else _renamed(one, back)
            for key, one in told.items()
        }
    return [_renamed(one, back) for one in told] if isinstance(told, list) else told


def _sorted(told: Any) -> Any:
    if isinstance(told, dict):
        return {key: one if key == "slots" else _sorted(one) for key, one in told.items()}
    return sorted((_sorted(one) for one in told), key=repr) if isinstance(told, list) else told
