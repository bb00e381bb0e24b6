"""What follows from the confirmed results of an athletics contest?

A pure function of the contest, its teams and its heats: a correction, lots or a withdrawal is the same
computation once more. The ranking itself is `sports/athletics`. Athletes are bibs here, never names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from contracts.events.tournament_terms import PROVISIONAL, SETTLED
from services.events.domain.athletics import start_lists
from services.events.domain.athletics.counted import Athletes, athletes, counting, is_confirmed
from services.events.domain.athletics.ranking import event_of, order_of, teams_of
from services.events.domain.athletics.rounds import SETTLED_BY, Round, mixes_timing, run
from services.events.domain.athletics.start_lists import Slot
from services.events.domain.athletics.team_tables import medals, points
from services.events.domain.athletics.terms import orders
from services.events.domain.sports.athletics.finals import Selection, select
from services.events.domain.tournament.counted import gone

Contest = Mapping[str, Any]
Heat = Mapping[str, Any]
Outcome = dict[str, Any]


@dataclass(slots=True)
class _Meet:
    """Rounds as they were run; slots and orders by heat id."""

    slots: dict[str, list[Slot]] = field(default_factory=dict)
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)


def derive(contest: Contest, teams: Iterable[Mapping[str, Any]], heats: Iterable[Heat]) -> Outcome:
    """{contest_id, heats: {heat id: `ranking.order_of`}, slots: {heat id: [{bib, lane, state, how}]},
    going [{round, heat, bib, team_id, how, place, state}], ties [{round, bibs, settled_by}],
    unresolved [{round, bibs, places}], mixed_timing [round], final (an order, or null), goes_on
    [{bib, team_id, state, how}], points [{place, team_id, points}], medals [{place, team_id, gold, …}],
    teams (`ranking.teams_of`), complete}.

    In whichever order heats, rows and entries come, the outcome is the same. `unresolved` waits for lots;
    `how` of `goes_on` is the place in the final; lots for its last place leave those before it sure.
    """
    own = sorted((one for one in heats if _is_of(one, contest)), key=lambda one: one["number"])
    who = athletes(contest, gone(teams))
    meet = _run_all(own, contest, who)
    slots = {heat["_id"]: start_lists.shown(heat, meet.slots[heat["_id"]]) for heat in own}
    final = _final(own, meet, contest, who)
    last = own[-1]["round"] if own else 0
    chosen = _select(final, contest, who, last)
    waiting = _unresolved(meet.rounds, chosen, last, contest)
    stands = final is not None and all(one["state"] == SETTLED for many in slots.values() for one in many)
    return {
        "contest_id": contest["contest_id"],
        "heats": meet.orders,
        "slots": slots,
        "going": [one for done in meet.rounds for one in _going(done, who)],
        "ties": [one for done in meet.rounds for one in _ties(done)],
        "unresolved": waiting,
        "mixed_timing": [done.number for done in meet.rounds if mixes_timing(done)],
        "final": final,
        "goes_on": _goes_on(chosen, who, sure=stands and all(one["round"] == last for one in waiting)),
        "points": points([event_of(contest, final)], contest["terms"]["points"]) if final else [],
        "medals": medals([event_of(contest, final)]) if final else [],
        "teams": teams_of(contest, final) if final else [],
        "complete": stands and not waiting,
    }


def _final(own: Sequence[Heat], meet: _Meet, contest: Contest, who: Athletes) -> dict[str, Any] | None:
    """None while it waits; an order of nobody where all who would run it have withdrawn: it is over too."""
    for heat in own:
        if heat["is_final"] and is_confirmed(heat):
            return meet.orders[heat["_id"]]
        if heat["is_final"] and not meet.slots[heat["_id"]]:
            return order_of(heat, [], contest, who)
    return None


def _run_all(own: Sequence[Heat], contest: Contest, who: Athletes) -> _Meet:
    meet = _Meet()
    by_round: dict[int, list[Heat]] = {}
    for heat in own:
        by_round.setdefault(heat["round"], []).append(heat)
    over = True
    for number, heats in sorted(by_round.items()):
        if number == 1:
            lists = [start_lists.of_first_round(heat, who) for heat in heats]
        else:
            lists = start_lists.of_next_round(meet.rounds[-1], heats, contest, who)
        counted = []
        for heat, slots in zip(heats, lists, strict=True):
            meet.slots[heat["_id"]] = slots
            over = over and (is_confirmed(heat) or not slots)  # all of a heat may have withdrawn
            rows = counting(heat, [slot.bib for slot in slots if slot.bib is not None])
            meet.orders[heat["_id"]] = order_of(heat, rows, contest, who) if is_confirmed(heat) else {}
            counted.append((heat, rows))
        if number + 1 in by_round:
            meet.rounds.append(run(number, counted, by_round[number + 1], contest, who, over=over))
            over = meet.rounds[-1].is_sure
    return meet


def _select(final: dict[str, Any] | None, contest: Contest, who: Athletes, last: int) -> Selection:
    placed = {str(one["bib"]): one["place"] for one in final["ranked"]} if final else {}
    left = [name for name in placed if who.withdrew(int(name))]
    return select(placed, contest["terms"]["sends"], orders(contest, ("lots", "run_off"), last), left)


def _goes_on(chosen: Selection, who: Athletes, *, sure: bool) -> list[dict[str, Any]]:
    places = {name: place for place, name in chosen.ranking}
    found = sorted((places[name], int(name)) for name in chosen.selected)
    state = SETTLED if sure else PROVISIONAL
    return [
        {"bib": bib, "team_id": who.team[bib], "state": state, "how": f"final:{place}"}
        for place, bib in found
    ]


def _unresolved(
    done: Sequence[Round], chosen: Selection, last: int, contest: Contest
) -> list[dict[str, Any]]:
    """Level ones, and for how many places; only where lots, or a new race, must tell."""
    found = [(one.number, level, places) for one in done for level, places in one.waiting]
    if chosen.waiting:
        left = contest["terms"]["sends"] - len(chosen.selected)
        found.append((last, chosen.waiting, left))
    return [{"round": number, "bibs": _bibs(level), "places": places} for number, level, places in found]


def _going(done: Round, who: Athletes) -> list[dict[str, Any]]:
    told = [
        {
            "round": done.number,
            "heat": one.heat,
            "bib": one.bib,
            "team_id": who.team[one.bib],
            "how": one.how,
            "place": one.place,
            "state": SETTLED if one.sure else PROVISIONAL,
        }
        for one in done.going
    ]
    return sorted(told, key=lambda one: ("QqR".index(one["how"]), one["heat"], one["place"] or 0, one["bib"]))


def _ties(done: Round) -> list[dict[str, Any]]:
    return [
        {"round": done.number, "bibs": _bibs(tie.athletes), "settled_by": SETTLED_BY[tie.settled_by]}
        for tie in done.ties
    ]


def _bibs(names: Iterable[str]) -> list[int]:
    return sorted(map(int, names))


def _is_of(heat: Heat, contest: Contest) -> bool:
    return bool(heat["contest_id"] == contest["contest_id"])
