"""Are two legs one tie of the picture, with the goals of both and who goes on?"""

from typing import Any

import pytest
from flask import Flask

from services.portal.public.board import shown_fixture
from services.portal.public.rounds import bracket_of, round_name
from services.portal.public.scores import state_words
from tests.unit.portal.samples import Payload
from tests.unit.portal.tournament_samples import KNOCKOUT, fixture, result, side

CONTEST: Payload = {"contest_id": "c1", "rules": {}}


def legs(first: Payload | None, second: Payload | None) -> list[Payload]:
    """Semi-finals t1-t2 (matches 1 and 3) and t3-t4 (2 and 4), and the final."""
    semi: Payload = {**KNOCKOUT, "left": 4}
    return [
        fixture(1, side("t1"), side("t2"), first, **semi, leg=1),
        fixture(2, side("t3"), side("t4"), None, **semi, leg=1),
        fixture(3, side("t2"), side("t1"), second, **semi, leg=2),
        fixture(4, side("t4"), side("t3"), None, **semi, leg=2),
        fixture(5, side(None, "W3", "open"), side(None, "W4", "open"), None, **KNOCKOUT, left=2, round=2),
    ]


def picture(app: Flask, *ended: Payload | None) -> Any:
    with app.test_request_context("/", headers={"Cookie": "language=fr"}):
        shown = [shown_fixture(one, CONTEST, lambda team_id: team_id) for one in legs(*ended)]
        return bracket_of(shown)


def test_one_tie_of_the_picture_shows_both_legs(app: Flask) -> None:
    semis, final = (
        one["matches"] for one in picture(app, result(score=[2, 1]), result(score=[2, 0]))["rounds"]
    )
    assert [[leg["number"] for leg in one["both"]] for one in semis] == [[1, 3], [2, 4]]
    tie = semis[0]
    assert [tie[at]["team_id"] for at in ("home", "away")] == ["t1", "t2"]
    assert [[leg["goals"] for leg in tie[at]["legs"]] for at in ("home", "away")] == [[2, 0], [1, 2]]
    assert [tie[at]["won"] for at in ("home", "away")] == [False, True]
    assert [one["turn"] for one in semis] == ["upper", "lower"]
    assert final[0]["is_fed"] is True


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        (None, None, ""),
        (result(score=[3, 0]), None, ""),
        (result(score=[1, 0]), result(score=[1, 0], pens=[3, 4]), "home"),
        (result(score=[1, 0]), result(score=[1, 0]), ""),
        (result(score=[0, 1]), result(score=[0, 0], extra_time=[0, 1], pens=[4, 2]), "away"),
        (result(status="forfeited", at_fault="home"), result(score=[0, 9]), "away"),
        (result(score=[0, 9]), result(status="forfeited", at_fault="home"), "home"),
        (result(status="forfeited", at_fault="both"), None, ""),
        (result(score=[1, 0], status="abandoned"), result(score=[0, 1]), ""),
    ],
)
def test_who_goes_on_from_two_legs(
    app: Flask, first: Payload | None, second: Payload | None, winner: str
) -> None:
    tie = picture(app, first, second)["rounds"][0]["matches"][0]
    assert [at for at in ("home", "away") if tie[at]["won"]] == ([winner] if winner else [])


def test_each_leg_says_which_it_is(app: Flask) -> None:
    with app.test_request_context("/", headers={"Cookie": "language=fr"}):
        assert [str(round_name(one)) for one in legs(None, None)][1:] == [
            "Demi-finale, match aller",
            "Demi-finale, match retour",
            "Demi-finale, match retour",
            "Finale",
        ]


def test_the_public_reads_that_a_match_is_to_be_replayed(app: Flask) -> None:
    again = fixture(1, side("t1"), side("t2"), None, is_replay=True)
    with app.test_request_context("/", headers={"Cookie": "language=fr"}):
        assert state_words(again) == "à rejouer"
        assert state_words(fixture(1, side("t1"), side("t2"), result(score=[1, 0]), is_replay=True)) == ""
