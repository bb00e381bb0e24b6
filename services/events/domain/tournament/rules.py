"""Which rules rank a contest, and what did people decide or enter beside its results?"""

from dataclasses import replace
from typing import Any

from services.events.domain.sports.cases.football_rules import criteria, read_entered, read_rules
from services.events.domain.sports.football.discipline import CardRules
from services.events.domain.sports.football.entered import DECISIONS, Entered
from services.events.domain.sports.football.rule_sets import ACROSS_GROUPS, RuleSet

Contest = dict[str, Any]
Cards = dict[str, dict[str, int]]


def rule_set(contest: Contest) -> RuleSet:
    """The named set with the contest's own parts. A decision counts last where no rule names its kind."""
    given = contest["rules"]
    rules = read_rules({"rules": given})
    if given.get("tiebreakers_two_teams") is not None:
        rules = replace(rules, two=criteria(given["tiebreakers_two_teams"], "rules.tiebreakers_two_teams"))
    two = None if rules.two is None else _with_decisions(rules.two, contest)
    return replace(
        rules, criteria=_with_decisions(rules.criteria, contest), two=two, qualify=places_inside(contest)
    )


def criteria_across(contest: Contest) -> tuple[str, ...]:
    return _with_decisions(ACROSS_GROUPS, contest)


def places_inside(contest: Contest) -> int:
    """How many of each group go on by their place alone; of a league those that it leaves."""
    terms = contest["format"]
    by_place: int = terms["qualify"]
    if by_place == 0 and terms["best_next"] == 0:
        return int(terms["ends_with"])
    return by_place + (terms["best_next"] == terms["groups"])


def best_of_next(contest: Contest) -> int:
    """How many of the next place go on, over all groups; where each group sends one they are not compared."""
    terms = contest["format"]
    return 0 if terms["best_next"] == terms["groups"] else int(terms["best_next"])


def entered(contest: Contest, cards: Cards) -> Entered:
    """`cards`: {team: {card: how many}}, of every team or empty where none was written down."""
    rules = {"name": contest["rules"]["name"]}
    extra = {"cards": cards, **{kind: orders(contest, kind) for kind in DECISIONS}}
    case = {"rules": rules, "extra": extra}
    return read_entered(case, rule_set(contest))


def orders(contest: Contest, kind: str) -> list[list[str]]:
    """The orders that were decided, in the order of the decisions: the latest one counts."""
    return [list(one["order"]) for one in contest["decisions"] if one["kind"] == kind]


def deductions(contest: Contest) -> dict[str, int]:
    taken_off: dict[str, int] = {}
    for one in contest["decisions"]:
        if one["kind"] == "deduction":
            taken_off[one["team_id"]] = taken_off.get(one["team_id"], 0) + one["points"]
    return taken_off


def card_rules(contest: Contest) -> CardRules:
    usual = CardRules()
    return replace(usual, yellows=contest["rules"].get("yellows") or usual.yellows)


def _with_decisions(named: tuple[str, ...], contest: Contest) -> tuple[str, ...]:
    return named + tuple(kind for kind in DECISIONS if kind not in named and orders(contest, kind))
