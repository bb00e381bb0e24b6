"""Which results can a match have, and who may make one count?"""

from copy import deepcopy
from typing import Any

import pytest

from chassis.errors import Conflict, Refused
from services.events.domain.tournament.result import confirm, correct, enter, order_replay
from services.events.domain.tournament.score import score_words
from tests.unit.events.tournament.played import AT, confirmed, contest, fixture, result

SIDES = ("Atlas", "Bahja")
GROUP = fixture(1, group="A", drawn=["Atlas", "Bahja"])
FINAL = fixture(1, stage="knockout", left=2, slots=["1A", "2A"])
PLAIN = contest({"A": SIDES})
EXTRA = contest({"A": SIDES}, match={"extra_half_minutes": 10})
NO_PENS = contest({"A": SIDES}, match={"penalties": False})


def entered(one: dict[str, Any], wanted: dict[str, Any], terms: dict[str, Any] = PLAIN) -> dict[str, Any]:
    return enter(one, {"version": 1, "result": wanted}, SIDES, terms, "referee", AT)


def faults(one: dict[str, Any], wanted: dict[str, Any], terms: dict[str, Any] = PLAIN) -> Any:
    with pytest.raises(Refused) as refused:
        entered(one, wanted, terms)
    assert refused.value.slug == "invalid"
    return refused.value.fields["result"]


def kicks(home: str, away: str) -> list[dict[str, Any]]:
    """`o` scored, `x` missed; all of home, then all of away."""
    sides = (("home", home), ("away", away))
    return [{"side": side, "scored": kick == "o"} for side, row in sides for kick in row]


@pytest.mark.parametrize(
    ("one", "terms", "wanted", "told"),
    [
        (GROUP, PLAIN, result(), {"score": "score_missing"}),
        (GROUP, PLAIN, result(status="abandoned"), {"score": "score_missing"}),
        (GROUP, PLAIN, result(status="awarded"), {"score": "score_missing"}),
        (GROUP, PLAIN, result(status="forfeited"), {"at_fault": "at_fault_missing"}),
        (GROUP, PLAIN, result(3, 0, status="forfeited", at_fault="away"), {"score": "score_not_allowed"}),
        (GROUP, PLAIN, result(1, 0, status="not_played"), {"score": "score_not_allowed"}),
        (GROUP, PLAIN, result(0, 0, status="annulled"), {"score": "score_not_allowed"}),
        (GROUP, PLAIN, result(1, 2, half_time=[2, 0]), {"half_time": "half_time_above"}),
        (GROUP, PLAIN, result(2, 1, half_time=[0, 2]), {"half_time": "half_time_above"}),
        (GROUP, EXTRA, result(1, 1, extra_time=[2, 1]), {"extra_time": "score_not_allowed"}),
        (GROUP, PLAIN, result(1, 1, pens=[4, 3]), {"pens": "score_not_allowed"}),
        (FINAL, PLAIN, result(1, 1), {"score": "still_level"}),
        (FINAL, PLAIN, result(1, 1, status="awarded"), {"score": "still_level"}),
        (FINAL, PLAIN, result(1, 1, extra_time=[2, 1]), {"extra_time": "score_not_allowed"}),
        (FINAL, EXTRA, result(2, 1, extra_time=[3, 1]), {"extra_time": "not_level"}),
        (FINAL, EXTRA, result(2, 2, extra_time=[1, 2]), {"extra_time": "out_of_range"}),
        (FINAL, EXTRA, result(1, 1, extra_time=[2, 2]), {"extra_time": "still_level"}),
        (FINAL, EXTRA, result(1, 1, pens=[4, 3]), {"extra_time": "score_missing"}),
        (FINAL, EXTRA, result(1, 1, extra_time=[2, 1], pens=[4, 3]), {"pens": "not_level"}),
        (FINAL, PLAIN, result(2, 1, pens=[4, 3]), {"pens": "not_level"}),
        (FINAL, NO_PENS, result(1, 1, pens=[4, 3]), {"pens": "score_not_allowed"}),
        (FINAL, PLAIN, result(1, 1, pens=[4, 4]), {"pens": "shoot_out_not_over"}),
        (FINAL, PLAIN, result(1, 1, kicks=kicks("ooo", "ooo")), {"kicks": "shoot_out_not_over"}),
        (FINAL, PLAIN, result(1, 1, kicks=kicks("oooo", "xxxx")), {"kicks": "shoot_out_not_over"}),
        (FINAL, PLAIN, result(1, 1, kicks=kicks("ooooo", "o")), {"kicks": "shoot_out_not_over"}),
        (FINAL, PLAIN, result(1, 1, pens=[4, 3], kicks=kicks("ooo", "xxx")), {"pens": "invalid"}),
    ],
)
def test_an_impossible_result_is_refused_at_its_field(
    one: dict[str, Any], terms: dict[str, Any], wanted: dict[str, Any], told: dict[str, str]
) -> None:
    assert faults(one, wanted, terms) == told


@pytest.mark.parametrize(
    ("one", "terms", "wanted", "words"),
    [
        (GROUP, PLAIN, result(2, 1, half_time=[2, 0]), "2-1"),
        (GROUP, PLAIN, result(1, 1), "1-1"),
        (GROUP, PLAIN, result(3, 0, status="awarded", on_field=[0, 1], half_time=[0, 1]), "3-0"),
        (GROUP, PLAIN, result(status="forfeited", at_fault="home"), "0-3"),
        (
            GROUP,
            contest({"A": SIDES}, rules={"forfeit_goals": 5}),
            result(status="forfeited", at_fault="away"),
            "5-0",
        ),
        (GROUP, PLAIN, result(status="forfeited", at_fault="both"), "0-0"),
        (GROUP, PLAIN, result(status="not_played"), ""),
        (GROUP, PLAIN, result(1, 0, status="abandoned"), ""),
        (FINAL, PLAIN, result(1, 1, status="abandoned"), ""),
        (FINAL, PLAIN, result(status="annulled", on_field=[1, 0]), ""),
        (FINAL, PLAIN, result(1, 1, pens=[3, 4]), "1-1 (3-4)"),
        (FINAL, EXTRA, result(1, 1, extra_time=[2, 1]), "2-1"),
        (FINAL, EXTRA, result(1, 1, extra_time=[2, 2], pens=[5, 4]), "2-2 (5-4)"),
        (FINAL, PLAIN, result(0, 0, kicks=kicks("ooo", "xxx")), "0-0 (3-0)"),
        (FINAL, PLAIN, result(0, 0, kicks=kicks("oooox", "oooxo") + kicks("o", "x")), "0-0 (5-4)"),
        (FINAL, PLAIN, result(0, 0, kicks=kicks("xxx", "oooo"[:3])), "0-0 (0-3)"),
    ],
)
def test_a_possible_result_is_kept_and_written(
    one: dict[str, Any], terms: dict[str, Any], wanted: dict[str, Any], words: str
) -> None:
    kept = entered(one, wanted, terms)
    assert score_words(kept["result"], terms) == words
    assert kept["result_state"] == "entered"


def test_pens_are_added_up_from_the_kicks() -> None:
    kept = entered(FINAL, result(0, 0, kicks=kicks("ooo", "xxx")))
    assert kept["result"]["pens"] == [3, 0]


def test_a_shirt_has_one_card_and_a_side_no_more_scorers_than_goals() -> None:
    card = {"side": "home", "shirt": 7, "card": "Y"}
    assert faults(GROUP, result(1, 0, cards=[card, card | {"card": "R"}])) == {"cards": "twice"}
    assert entered(GROUP, result(1, 0, cards=[card, card | {"side": "away"}]))["result_state"] == "entered"
    scorer = {"side": "away", "shirt": 9, "minute": 3, "own_goal": False}
    assert faults(GROUP, result(1, 0, scorers=[scorer])) == {"scorers": "out_of_range"}
    assert entered(GROUP, result(1, 1, scorers=[scorer]))["result"]["scorers"] == [scorer]
    on_field = result(3, 0, status="awarded", on_field=[0, 1], scorers=[scorer])
    assert entered(GROUP, on_field)["result"]["on_field"] == [0, 1]


def test_teams_have_to_be_known() -> None:
    with pytest.raises(Refused) as refused:
        enter(FINAL, {"version": 1, "result": result(1, 0)}, ("Atlas", None), PLAIN, "referee", AT)
    assert refused.value.fields == {"result": {"score": "teams_unknown"}}


def test_entered_by_one_and_confirmed_by_another() -> None:
    before = deepcopy(GROUP)
    one = entered(GROUP, result(1, 0))
    again = enter(one, {"version": 1, "result": result(2, 0)}, SIDES, PLAIN, "assistant", AT)
    with pytest.raises(Refused) as refused:
        confirm(again, {"version": 1}, "assistant", AT)
    assert refused.value.fields == {"fixture_id": "same_person"}
    counted = confirm(again, {"version": 1}, "referee", AT)
    assert counted == confirmed(again, again["result"], SIDES) | {
        "entered_by": "assistant",
        "confirmed_by": "referee",
    }
    assert before == GROUP


def test_a_confirmed_result_is_only_corrected() -> None:
    counted = confirm(entered(GROUP, result(1, 0)), {"version": 1}, "organiser", AT)
    for again in (
        lambda: entered(counted, result(2, 0)),
        lambda: confirm(counted, {"version": 1}, "another", AT),
    ):
        with pytest.raises(Conflict) as refused:
            again()
        assert refused.value.slug == "already_confirmed"


def test_a_correction_counts_at_once_and_keeps_what_was_said() -> None:
    counted = confirm(entered(GROUP, result(1, 0)), {"version": 1}, "organiser", AT)
    wanted = {"version": 1, "result": result(1, 2), "why": " wrong way round "}
    right = correct(counted, wanted, ("Atlas", "Draa"), PLAIN, "chair", AT)
    assert right["past"] == [
        {"result": counted["result"], "until": AT, "by": "chair", "why": "wrong way round"}
    ]
    assert right["result"]["score"] == [1, 2]
    assert (right["result_state"], right["entered_by"], right["sides"]) == (
        "confirmed",
        "chair",
        ["Atlas", "Draa"],
    )
    assert counted["past"] == []


@pytest.mark.parametrize(
    ("rule", "slug"),
    [
        (lambda one, wanted: confirm(one, wanted, "organiser", AT), "not_entered"),
        (lambda one, wanted: correct(one, wanted, SIDES, PLAIN, "organiser", AT), "not_confirmed"),
    ],
)
def test_nothing_to_confirm_or_correct(rule: Any, slug: str) -> None:
    wanted = {"version": 1, "result": result(1, 0), "why": "x"}
    with pytest.raises(Conflict) as refused:
        rule(GROUP, wanted)
    assert refused.value.slug == slug
    with pytest.raises(Conflict) as refused:
        rule(GROUP, wanted | {"version": 2})
    assert (refused.value.slug, refused.value.details) == ("changed_by_someone", {"version": 1})


def test_a_replay_keeps_what_it_said_and_leaves_the_match_to_be_played() -> None:
    one = confirmed(GROUP, result(2, 1), SIDES) | {"revision": 3, "past": [{"why": "older"}]}
    after = order_replay(one, {"version": 3, "why": " the referee "}, "chair", AT)
    assert after == GROUP | {
        "revision": 3,
        "is_replay": True,
        "starts_at": None,
        "pitch": "",
        "past": [
            {"why": "older"},
            {"result": result(2, 1), "until": AT, "by": "chair", "why": "the referee", "replayed": True},
        ],
    }
    with pytest.raises(Conflict, match="not_confirmed"):
        order_replay(after, {"version": 3, "why": "again"}, "chair", AT)
    with pytest.raises(Conflict, match="changed_by_someone"):
        order_replay(one, {"version": 2, "why": "late"}, "chair", AT)
