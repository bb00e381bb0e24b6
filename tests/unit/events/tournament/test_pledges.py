"""Is what was promised kept with all that was done about it, and where those who go on go to?"""

from typing import Any

import pytest

from chassis.errors import Conflict, NotFound
from contracts.events.closing import FollowPledge, SaveNextStage, SavePledge
from services.events.domain.tournament import pledges
from tests.unit.events.tournament.played import AT

Data = dict[str, Any]
OWN = {"competition_id": "k", "version": 3}
RUNNING: Data = {"_id": "k", "version": 3, "state": "running"}
HOSTING = {"what": "احتضان  النهائي", "promised_by": "العمالة", "promised_on": "2017-05-14"}


def pledged(known: Data = RUNNING, **more: Any) -> Data:
    return pledges.save_pledge(known, SavePledge().load({**OWN, **HOSTING, **more}), "v1")


def followed(known: Data, state: str, note: str) -> Data:
    wanted = FollowPledge().load({**OWN, "pledge_id": "v1", "state": state, "note": note})
    return pledges.follow_pledge(known, wanted, "chair", AT)


def test_a_pledge_keeps_every_note_and_stands_as_the_last_one_says() -> None:
    known = followed(followed(pledged(), "under_way", "رسالة إلى العمالة"), "kept", "تقرر")
    assert known["pledges"] == [
        {
            "pledge_id": "v1",
            "what": "احتضان النهائي",
            "promised_by": "العمالة",
            "promised_on": "2017-05-14",
            "due_on": None,
            "state": "kept",
            "notes": [
                {"state": "under_way", "note": "رسالة إلى العمالة", "by": "chair", "at": AT},
                {"state": "kept", "note": "تقرر", "by": "chair", "at": AT},
            ],
        }
    ]


def test_editing_a_pledge_leaves_how_it_stands() -> None:
    known = pledged(followed(pledged(), "under_way", "رسالة"), pledge_id="v1", due_on="2018-05-14")
    assert [(one["state"], one["due_on"], len(one["notes"])) for one in known["pledges"]] == [
        ("under_way", "2018-05-14", 1)
    ]


def test_a_pledge_that_is_not_there_and_a_stale_form_are_refused() -> None:
    with pytest.raises(NotFound):
        followed(RUNNING, "kept", "تقرر")
    with pytest.raises(Conflict):
        pledged(version=2)


def test_the_next_stage_is_kept_until_its_name_is_emptied() -> None:
    stage = {"name": "النهائي  الجهوي", "place": "خنيفرة", "starts_on": "2017-05-20"}
    known = pledges.save_next_stage(RUNNING, SaveNextStage().load({**OWN, **stage}))
    assert known["next_stage"] == {**stage, "name": "النهائي الجهوي"}
    assert pledges.save_next_stage(known, SaveNextStage().load(OWN))["next_stage"] is None
