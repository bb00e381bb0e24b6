"""Who comes from another competition, what comes along, and what happens when it changes there?"""

from typing import Any

import pytest

from chassis.errors import Conflict, Refused
from contracts.events.closing import CarryQualified
from services.events.domain.tournament.carry import carry
from services.events.domain.tournament.outcome import derive
from tests.unit.events.tournament.played import Cup, group_fixtures, result, team

Data = dict[str, Any]
SEMIS: Data = {"bracket": ("Atlas", "Bahja", "Chaouia", "Draa"), "rounds": (("Atlas Bahja", "Chaouia Draa"),)}


def semis(played: str = "Atlas 1-0 Bahja\nChaouia 1-0 Draa") -> Cup:
    return Cup(**SEMIS, terms={"ends_with": 2}).play(played)


def source(cup: Cup, **more: Any) -> Data:
    teams = list(cup.teams.values())
    return {"_id": "semis", "state": "closed", "teams": teams, "contests": [cup.contest], **more}


def final(*teams: Data, **more: Any) -> Data:
    return {"_id": "final", "version": 1, "state": "draft", "teams": list(teams), "contests": [], **more}


def here(**more: Any) -> Data:
    return {**team("x"), "name": "Dar Atlas", "short": "Other", **more}


def carried(target: Data, cup: Cup, **more: Any) -> Data:
    ids = iter(f"new{number}" for number in range(len(target["teams"]) + 1, 99))
    wanted = CarryQualified().load({"competition_id": "final", "version": 1, "from_competition_id": "semis"})
    known = source(cup, **more)
    return carry(target, wanted, known, {"football": cup.outcome()}, lambda: next(ids))


def names(competition: Data) -> list[tuple[str, str]]:
    return [(one["team_id"], one["name"]) for one in competition["teams"]]


def refusal(target: Data, cup: Cup, **more: Any) -> Any:
    with pytest.raises(Refused) as refused:
        carried(target, cup, **more)
    return refused.value.fields["from_competition_id"]


def test_who_surely_goes_on_comes_along_as_it_is() -> None:
    cup = semis()
    cup.teams["Atlas"] |= {"association_id": None, "guest_of": "خنيفرة"}
    assert carried(final(), cup)["teams"] == [
        {
            "team_id": new_id,
            "name": f"Dar {old}",
            "short": old,
            "institution_id": None,
            "association_id": association_id,
            "guest_of": guest_of,
            "withdrawn": None,
            "came_from": {
                "competition_id": "semis",
                "team_id": old,
                "contest_ids": ["football"],
                "linked": False,
            },
            "bans": [],
        }
        for new_id, old, association_id, guest_of in (
            ("new1", "Atlas", None, "خنيفرة"),
            ("new2", "Chaouia", "association-Chaouia", ""),
        )
    ]


def test_who_only_may_go_on_does_not_come_yet() -> None:
    assert names(carried(final(), semis("Atlas 1-0 Bahja"))) == [("new1", "Dar Atlas")]


def test_carried_again_is_the_same_and_adds_who_has_come_since() -> None:
    first = carried(final(), semis("Atlas 1-0 Bahja"))
    assert carried(first, semis("Atlas 1-0 Bahja")) == first
    assert names(carried(first, semis())) == [("new1", "Dar Atlas"), ("new2", "Dar Chaouia")]


def test_who_no_longer_goes_on_leaves_unless_somebody_entered_it() -> None:
    first, corrected = carried(final(), semis()), semis("Atlas 0-1 Bahja\nChaouia 1-0 Draa")
    assert names(carried(first, corrected)) == [("new2", "Dar Chaouia"), ("new3", "Dar Bahja")]
    entered = first | {"contests": [{"contest_id": "c", "entrants": ["new1"]}]}
    assert names(carried(entered, corrected))[0] == ("new1", "Dar Atlas")


def test_who_was_chosen_for_a_prize_stays_so_that_the_prize_names_a_team_of_ours() -> None:
    prizes = [{"prize_id": "p", "award": "chosen", "team_id": "new1"}]
    first, corrected = carried(final(), semis()) | {"prizes": prizes}, semis("Atlas 0-1 Bahja")
    assert names(carried(first, corrected))[0] == ("new1", "Dar Atlas")


def test_a_name_that_another_team_has_is_said() -> None:
    told = {"slug": "name_taken", "name": "dar atlas"}
    assert refusal(final(here(name="dar atlas")), semis()) == told
    taken = {"slug": "name_taken", "name": "Other"}
    assert refusal(final(here(name="Other", short="ATLAS")), semis()) == taken


def test_the_same_institution_is_the_same_team_and_stays_when_it_is_replaced() -> None:
    cup = semis()
    cup.teams["Atlas"] |= {"institution_id": "n1"}
    known_here = here(institution_id="n1", association_id="a9")
    known = carried(final(known_here), cup)
    assert names(known) == [("x", "Dar Atlas"), ("new2", "Dar Chaouia")]
    assert known["teams"][0]["came_from"]["team_id"] == "Atlas"
    corrected = semis("Atlas 0-1 Bahja\nChaouia 1-0 Draa")
    assert carried(known, corrected)["teams"][0] == {**known_here, "came_from": None, "bans": []}


def test_another_institution_of_one_association_is_another_team() -> None:
    cup = semis()
    cup.teams["Atlas"] |= {"institution_id": "n1"}
    other = here(institution_id="n2", association_id="association-Atlas")
    assert refusal(final(other), cup) == {"slug": "name_taken", "name": "Dar Atlas"}


def test_neither_itself_nor_a_draft_can_be_carried_from() -> None:
    assert refusal(final() | {"_id": "semis"}, semis()) == "not_a_choice"
    assert refusal(final(), semis(), state="draft") == "not_started"


def test_once_it_has_started_people_decide() -> None:
    with pytest.raises(Conflict) as refused:
        carried(final(state="running"), semis())
    assert refused.value.slug == "already_started"


def test_matches_that_a_shirt_did_not_serve_come_along_and_are_served_here() -> None:
    cup = semis("Chaouia 1-0 Draa")
    cards = [{"side": "home", "shirt": 7, "card": "R"}, {"side": "away", "shirt": 8, "card": "R"}]
    cup.report("Atlas", "Bahja", result(1, 0, cards=cards))
    known = carried(final(), cup)
    ban = {"competition_id": "semis", "shirt": 7, "matches": 1, "sex": "boys", "age": "U15"}
    assert [one["bans"] for one in known["teams"]] == [[ban], []]
    assert carried(known, cup) == known
    assert sat_out(known, sex="boys") == [("new1", 7, "", ["f1"], "carried", 0)]
    assert sat_out(known, sex="girls") == []


def sat_out(known: Data, **more: Any) -> list[tuple[Any, ...]]:
    played = Cup(groups={"A": ("new1", "new2")}, terms={"qualify": 0})
    outcome = derive(played.contest | more, known["teams"], group_fixtures(played.groups))
    names = ("team_id", "shirt", "after", "misses", "reason", "unserved")
    return [tuple(one[name] for name in names) for one in outcome["suspensions"]]
