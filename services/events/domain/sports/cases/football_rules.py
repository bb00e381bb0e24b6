"""Which rules does a football case bring, and what was entered beside its results?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from services.events.domain.sports.cases.football_knockout import read_tie
from services.events.domain.sports.cases.reading import Case, invalid, mapping, names, number, orders, whole
from services.events.domain.sports.football.criteria import H2H, OF_ROW
from services.events.domain.sports.football.entered import DECISIONS, Entered, Number, card_total
from services.events.domain.sports.football.knockout import verdict
from services.events.domain.sports.football.rule_sets import NETWORK, RULE_SETS, UEFA_CARDS, RuleSet
from services.events.domain.sports.football.tally import Points

# what of `extra` is read; the rest is for people
USED = ("fair_play", "conduct", "conduct_score", "disciplinary", "ranking", "lots", "playoff")

ALIASES = {
    "conduct": "fair_play",
    "conduct_score": "fair_play",
    "goal_difference": "gd",
    "goals_for": "gf",
    "pts": "points",
}


def read_rules(case: Case) -> RuleSet:
    """The named set, with what the case itself says instead; the network's when nothing is named."""
    given = mapping(case.get("rules"), "rules")
    named = RULE_SETS.get(str(given.get("name")))
    rules = _with_criteria(named or NETWORK, given, known=named is not None)
    cards = {card: _int(worth, card) for card, worth in mapping(given.get("card_points"), "rules").items()}
    qualify = whole(given, "qualify", whole(given, "take", whole(case, "qualify", rules.qualify)))
    return replace(
        rules,
        points=_points(given, rules.points),
        card_points=cards or rules.card_points,
        qualify=qualify,
        forfeit_goals=whole(given, "forfeit_goals", rules.forfeit_goals, "rules"),
    )


def _with_criteria(rules: RuleSet, given: Case, *, known: bool) -> RuleSet:
    """A list of its own replaces the whole order of the named set."""
    again = given.get("h2h_reapply")
    if given.get("tiebreakers") is not None:
        two = given.get("tiebreakers_two_teams")
        rules = replace(
            rules,
            criteria=criteria(given["tiebreakers"], "rules.tiebreakers"),
            two=None if two is None else criteria(two, "rules.tiebreakers_two_teams"),
            reapply=rules.reapply if known else False,
        )
    return rules if again is None else replace(rules, reapply=bool(again))


def criteria(value: Any, field: str) -> tuple[str, ...]:
    found = tuple(ALIASES.get(name, name) for name in names(value, field))
    for name in found:
        if name.startswith(H2H) and name.removeprefix(H2H) not in OF_ROW:
            raise invalid(field, "unknown_criterion", criterion=name)
    return found


def read_entered(case: Case, rules: RuleSet) -> Entered:
    """All of `extra` that is a number for a team, or an order of teams; cards become points."""
    extra = mapping(case.get("extra"), "extra")
    values = _card_values(
        mapping(extra.get("cards"), "extra.cards"), rules, "card_points" in (case.get("rules") or {})
    )
    found: dict[str, Sequence[tuple[str, ...]]] = {}
    for key, value in extra.items():
        name = ALIASES.get(key, key)
        if key in DECISIONS and isinstance(value, Mapping):
            found[name] = _decided(value, f"extra.{key}")
        elif key not in USED:
            continue
        elif isinstance(value, Mapping):
            values[name] = {
                team: number(one, f"extra.{key}.{team}") for team, one in value.items() if one is not None
            }
        elif isinstance(value, list):
            found[name] = orders(value, f"extra.{key}")
    return Entered(values, found)


def _decided(value: Case, field: str) -> list[tuple[str, ...]]:
    """A play-off as its match, or `{"order": [...]}`."""
    if value.get("order") is not None:
        return orders(value["order"], f"{field}.order")
    met = read_tie(value, field)
    named = verdict(met)
    return [(named.winner, named.loser)] if named.winner and named.loser else []


def with_recorded_decisions(rules: RuleSet, entered: Entered) -> RuleSet:
    """Lots that a committee recorded count last, even where the rules forgot to name them."""
    if not entered.orders.get("lots"):
        return rules
    lots = ("lots",)
    two = rules.two if rules.two is None or "lots" in rules.two else rules.two + lots
    several = rules.criteria if "lots" in rules.criteria else rules.criteria + lots
    return replace(rules, criteria=several, two=two)


def _card_values(cards: Case, rules: RuleSet, stated: bool) -> dict[str, dict[str, Number]]:
    """Fair play falls with each card, disciplinary points rise: the same cards, each with its own worth."""
    if not cards:
        return {}
    fair = {card: -abs(worth) for card, worth in rules.card_points.items()}
    rising = rules.card_points if stated else UEFA_CARDS
    bad = {card: abs(worth) for card, worth in rising.items()}
    counts = {team: _counts(shown, team) for team, shown in cards.items()}
    return {
        "fair_play": {team: card_total(shown, fair) for team, shown in counts.items()},
        "disciplinary": {team: card_total(shown, bad) for team, shown in counts.items()},
    }


def _counts(shown: Any, team: str) -> dict[str, int]:
    field = f"extra.cards.{team}"
    return {card: _int(count, field) for card, count in mapping(shown, field).items()}


def _points(given: Case, usual: Points) -> Points:
    points = mapping(given.get("points"), "rules.points")
    return Points(
        whole(points, "win", usual.win, "rules.points"),
        whole(points, "draw", usual.draw, "rules.points"),
        whole(points, "loss", usual.loss, "rules.points"),
    )


def _int(value: Any, field: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise invalid(field, "not_a_whole_number")
    return value
