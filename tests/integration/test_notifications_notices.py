"""Do exactly those who are to hear of a fixture, a result or a table hear of it, once, and as it is now?"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from chassis import clock
from chassis.errors import Conflict
from chassis.store import Store
from contracts.events.tournament_facts import (
    ContestMoved,
    ContestScheduled,
    FinalRanked,
    FixtureCalledOff,
    FixtureMoved,
    FixtureScheduled,
    QualificationWithdrawn,
    ResultConfirmed,
    ResultCorrected,
    TableSettled,
    TeamQualified,
)
from contracts.notifications.views import AnnouncementView
from services.notifications import again, journal, records
from services.notifications.claims import Batch
from services.notifications.domain.keys import claim_key
from services.notifications.replies import Replies
from services.notifications.retention import Retention
from services.notifications.texts.render import MOVED
from tests.integration.announced import (
    MEETING,
    TERMS,
    Smsbox,
    announce,
    counts,
    fates,
    fold,
    plan,
    rows,
    sending,
    until,
)
from tests.integration.noticed import (
    AWAY,
    CONTEST,
    FIXTURE,
    HOME,
    NETWORK,
    NOBODY,
    OTHER,
    Told,
    hearers,
    officer,
)

pytestmark = pytest.mark.integration

ONE, TWO, THREE, FOUR = (f"person-{number:05d}" for number in (1, 2, 3, 4))
SUPERSEDED, PLANNED = ("superseded", "superseded"), ("planned", None)


@pytest.fixture
def told(own_store: Store) -> Told:
    """A president of the home team, a treasurer of the other, and somebody of a third association."""
    own_store.prepare(records.INDEXES)
    known = [officer(1, HOME), officer(2, AWAY, "treasurer"), officer(3, OTHER)]
    own_store.db[records.CONTACTS].insert_many(known)
    return Told(own_store)


def know(told: Told, *contacts: dict[str, Any]) -> None:
    told.store.db[records.CONTACTS].insert_many(contacts)


def claim(told: Told, announced: str, *people: str) -> None:
    """As a sender does before it calls."""
    known = rows(told.store, announced)
    Batch(told.store, "run-1").take([claim_key(known[who]["key"], known[who]["attempt"]) for who in people])


def planned(told: Told, announced: str) -> dict[str, str]:
    """{person: template} of what is to be sent."""
    plan(told.store)
    return {who: row["template"] for who, row in rows(told.store, announced).items() if row["open"]}


def texts(told: Told, announced: str) -> dict[str, Any]:
    found: Any = told.store.db[records.ANNOUNCEMENTS].find_one({"_id": announced})
    return {template: by_language["fr"] for template, by_language in found["texts"].items()}


def sent(told: Told, *announced: str) -> Counter[tuple[str, str]]:
    """{(phone, text): how often}, once none of them has anything left to send."""
    with Smsbox() as smsbox, sending(told.store, smsbox.gateway()):

        def is_over() -> bool:
            fold(told.store)
            return not any("queued" in counts(told.store, one) for one in announced)

        until(is_over, "all sent")
        return Counter({(to.strip("+"), text): times for (to, text), times in smsbox.taken.items()})


def test_a_scheduled_fixture_tells_the_officers_of_both_associations_once(told: Told) -> None:
    know(told, officer(4, AWAY, "secretary_general", phone=officer(2, AWAY)["phone"]))
    scheduled = told.fixture(FixtureScheduled, hearers=hearers(HOME, AWAY))
    plan(told.store)
    assert fates(told.store, scheduled) == {ONE: PLANNED, TWO: PLANNED, FOUR: ("sharing", None)}
    phones = {phone for phone, _ in sent(told, scheduled)}
    assert phones == {"212661100001", "212661100002"}
    assert counts(told.store, scheduled) == {"accepted": 2, "sharing": 1}


def test_a_fact_delivered_five_times_tells_once(told: Told) -> None:
    scheduled = told.fixture(FixtureScheduled, times=5)
    plan(told.store)
    assert told.opened() == {scheduled}
    assert sorted(sent(told, scheduled).values()) == [1, 1]


def test_the_network_is_everybody_who_holds_an_office(told: Told) -> None:
    know(told, officer(4, OTHER, phone=None, phone_problem="landline"), officer(5, OTHER) | {"offices": []})
    confirmed = told.fixture(ResultConfirmed, hearers=NETWORK)
    plan(told.store)
    assert fates(told.store, confirmed) == {
        ONE: PLANNED,
        TWO: PLANNED,
        THREE: PLANNED,
        FOUR: ("left_out", "landline"),
    }
    assert sorted(sent(told, confirmed).values()) == [1, 1, 1]


@pytest.mark.parametrize("contract", [FixtureScheduled, ResultConfirmed])
def test_where_nobody_hears_only_the_position_moves(told: Told, contract: Any) -> None:
    told.fixture(contract, hearers=NOBODY)
    second = told.fixture(ResultConfirmed)
    assert told.opened() == {second}


def test_a_move_takes_back_what_is_unsent_and_tells_each_what_they_do_not_know(told: Told) -> None:
    scheduled = told.fixture(FixtureScheduled)
    plan(told.store)
    claim(told, scheduled, ONE)
    moved = told.fixture(FixtureMoved, pitch="Terrain du lycée")
    assert planned(told, moved) == {ONE: "fixture_moved", TWO: "fixture_scheduled"}
    assert fates(told.store, scheduled) == {ONE: PLANNED, TWO: SUPERSEDED}
    words = texts(told, moved)
    assert [text.splitlines()[0] for text in words.values()] == [
        "Changement : Atlas - Tafoukt",
        "Match : Atlas - Tafoukt",
    ]
    assert all("Terrain du lycée" in text for text in words.values())


def test_a_moved_fixture_never_sends_the_old_hour(told: Told) -> None:
    scheduled = told.fixture(FixtureScheduled, pitch="Ancien terrain")
    plan(told.store)
    moved = told.fixture(FixtureMoved, pitch="Nouveau terrain")
    plan(told.store)
    taken = sent(told, scheduled, moved)
    assert sorted(taken.values()) == [1, 1]
    assert {"Nouveau terrain" in text for _, text in taken} == {True}


def test_another_opponent_is_told_to_the_hearers_of_now(told: Told) -> None:
    know(told, officer(4, AWAY, phone=None))
    scheduled = told.fixture(FixtureScheduled)
    plan(told.store)
    moved = told.fixture(FixtureMoved, away="Najah", hearers=hearers(HOME, OTHER))
    plan(told.store)
    assert fates(told.store, scheduled)[TWO] == SUPERSEDED
    assert set(rows(told.store, moved)) == {ONE, THREE}


def test_a_move_that_nobody_hears_of_still_takes_back_what_is_unsent(told: Told) -> None:
    scheduled = told.fixture(FixtureScheduled)
    plan(told.store)
    moved = told.fixture(FixtureMoved, hearers=NOBODY)
    plan(told.store)
    assert fates(told.store, scheduled) == {ONE: SUPERSEDED, TWO: SUPERSEDED}
    assert rows(told.store, moved) == {}
    assert sent(told, scheduled, moved) == Counter()


def test_a_move_that_nobody_hears_of_opens_nothing_where_all_is_sent(told: Told) -> None:
    scheduled = told.fixture(FixtureScheduled)
    plan(told.store)
    assert len(sent(told, scheduled)) == 2
    told.fixture(FixtureMoved, hearers=NOBODY)
    assert told.opened() == {scheduled}


def test_a_result_leaves_the_hour_alone_and_its_correction_overtakes_it(told: Told) -> None:
    scheduled = told.fixture(FixtureScheduled)
    confirmed = told.fixture(ResultConfirmed)
    plan(told.store)
    assert fates(told.store, scheduled) == {ONE: PLANNED, TWO: PLANNED}
    claim(told, confirmed, ONE)
    corrected = told.fixture(ResultCorrected, score="3-1", was="2-1")
    assert planned(told, corrected) == {ONE: "result_corrected", TWO: "result_confirmed"}
    assert fates(told.store, confirmed) == {ONE: PLANNED, TWO: SUPERSEDED}
    assert texts(told, corrected) == {
        "result_corrected": "Correction :\nAtlas 3\nTafoukt 1\nau lieu de :\nAtlas 2\nTafoukt 1",
        "result_confirmed": "Résultat :\nAtlas 3\nTafoukt 1",
    }


@pytest.mark.parametrize(
    ("contract", "changes"),
    [
        (FixtureScheduled, {"starts_at": clock.now() - timedelta(minutes=1)}),
        (ResultConfirmed, {"at": clock.now() - timedelta(hours=25)}),
    ],
)
def test_a_notice_that_is_worth_nothing_any_more_is_not_sent(
    told: Told, contract: Any, changes: dict[str, Any]
) -> None:
    late = told.fixture(contract, **changes)
    plan(told.store)
    assert sent(told, late) == Counter()
    assert fates(told.store, late) == {ONE: ("failed", "too_late"), TWO: ("failed", "too_late")}
    with pytest.raises(Conflict, match="already_held"):
        told.store.transaction(lambda tx: again.tell(tx, late, ONE), actor="chair")


def test_a_corrected_table_overtakes_that_of_its_group_alone(told: Told) -> None:
    first, other = told.contest(TableSettled), told.contest(TableSettled, group="B")
    qualified = told.contest(TeamQualified)
    plan(told.store)
    claim(told, first, ONE)
    corrected = told.contest(TableSettled, corrected=True)
    assert planned(told, corrected) == {ONE: "table_corrected", TWO: "table_settled"}
    assert fates(told.store, first) == {ONE: PLANNED, TWO: SUPERSEDED}
    assert fates(told.store, other) == fates(told.store, qualified) == {ONE: PLANNED, TWO: PLANNED}


def test_a_withdrawn_qualification_is_told_to_who_knew_and_withheld_from_who_did_not(told: Told) -> None:
    qualified, another = told.contest(TeamQualified), told.contest(TeamQualified, team_id="team-2")
    plan(told.store)
    claim(told, qualified, ONE)
    withdrawn = told.contest(QualificationWithdrawn)
    assert planned(told, withdrawn) == {ONE: "qualification_withdrawn"}
    assert fates(told.store, qualified) == {ONE: PLANNED, TWO: SUPERSEDED}
    assert fates(told.store, another) == {ONE: PLANNED, TWO: PLANNED}
    instead = told.contest(TeamQualified, team_id="team-3", corrected=True)
    assert planned(told, instead) == dict.fromkeys((ONE, TWO), "team_qualified_instead")


def test_a_match_called_off_is_told_to_who_knew_its_hour_and_never_sends_it_to_others(told: Told) -> None:
    scheduled = told.fixture(FixtureScheduled)
    plan(told.store)
    claim(told, scheduled, ONE)
    called_off = told.fixture(FixtureCalledOff)
    assert planned(told, called_off) == {ONE: "fixture_called_off"}
    assert fates(told.store, scheduled) == {ONE: PLANNED, TWO: SUPERSEDED}
    again_scheduled = told.fixture(FixtureScheduled, pitch="Terrain du lycée")
    assert planned(told, again_scheduled) == dict.fromkeys((ONE, TWO), "fixture_scheduled")


def test_the_hour_of_a_contest_is_told_moved_and_stands_apart_from_its_final(told: Told) -> None:
    scheduled = told.contest(ContestScheduled)
    lines = [{"place": 1, "team": "Atlas", "mark": "12.34"}]
    ranked = told.contest(FinalRanked, lines=lines)
    plan(told.store)
    claim(told, scheduled, ONE)
    claim(told, ranked, TWO)
    moved = told.contest(ContestMoved, pitch="Terrain du lycée")
    corrected = told.contest(FinalRanked, lines=lines, corrected=True)
    assert planned(told, moved) == {ONE: "contest_moved", TWO: "contest_scheduled"}
    assert planned(told, corrected) == {ONE: "final_ranked", TWO: "final_corrected"}
    assert texts(told, corrected)["final_ranked"] == "Finale, U15 :\nAtlas 12.34\nCoupe"


def test_of_a_long_table_the_head_is_told(told: Told) -> None:
    long = [{"place": n, "team": f"{'م' * 10}{n}", "points": n} for n in range(1, 41)]
    settled = told.contest(TableSettled, lines=long)
    plan(told.store)
    assert fates(told.store, settled) == {ONE: ("planned", None), TWO: ("planned", None)}


def test_notices_are_listed_by_what_they_are_about(told: Told) -> None:
    scheduled = told.fixture(FixtureScheduled)
    told.fixture(FixtureScheduled, fixture_id="fixture-2")
    qualified = told.contest(TeamQualified)
    moved = told.fixture(FixtureMoved)
    announce(told.store)
    plan(told.store)
    shown = told.answer("notices", {"about": [FIXTURE, CONTEST, "unknown"]})["notices"]
    loaded = AnnouncementView(many=True).load(shown)
    assert [(one["announcement_id"], one["about"], one["meeting_id"], one["messages"]) for one in loaded] == [
        (qualified, CONTEST, None, 2),
        (scheduled, FIXTURE, None, 2),
        (moved, FIXTURE, None, 2),
    ]
    of_meeting = told.answer("announcements", {"meeting_id": MEETING})["announcements"]
    assert [one["announcement_id"] for one in AnnouncementView(many=True).load(of_meeting)] == [
        f"{MEETING}.1"
    ]


def test_a_moved_meeting_and_a_moved_fixture_leave_one_another_alone(told: Told) -> None:
    scheduled, invited = told.fixture(FixtureScheduled), announce(told.store)
    plan(told.store)
    announce(told.store, 2, MOVED)
    plan(told.store)
    assert fates(told.store, scheduled) == {ONE: PLANNED, TWO: PLANNED}
    moved = told.fixture(FixtureMoved)
    plan(told.store)
    assert fates(told.store, f"{MEETING}.2") == dict.fromkeys((ONE, TWO, THREE), PLANNED)
    assert (set(fates(told.store, invited)), set(fates(told.store, moved))) == (
        {ONE, TWO, THREE},
        {ONE, TWO},
    )


def test_a_reply_after_a_notice_answers_the_meeting(told: Told) -> None:
    invited = announce(told.store)
    plan(told.store)
    claim(told, invited, ONE)
    scheduled = told.fixture(FixtureScheduled)
    plan(told.store)
    claim(told, scheduled, ONE)
    reply = {"id": "k-1", "phone": officer(1, HOME)["phone"], "text": "1", "at": clock.now(), "raw": ""}
    journal.write(told.store, journal.REPLIES, [reply])
    assert Replies(told.store, TERMS).step()
    assert [one["_id"] for one in told.store.db[records.ANSWERS].find()] == [f"{MEETING}.{ONE}"]


def test_somebody_left_out_of_a_change_is_told_again_in_the_first_words(told: Told) -> None:
    told.store.db[records.CONTACTS].update_one({"_id": ONE}, {"$set": {"phone": None}})
    told.fixture(FixtureScheduled)
    moved = told.fixture(FixtureMoved)
    plan(told.store)
    assert fates(told.store, moved)[ONE] == ("left_out", "no_phone")
    told.store.db[records.CONTACTS].update_one({"_id": ONE}, {"$set": {"phone": "+212661100001"}})
    told.store.transaction(lambda tx: again.tell(tx, moved, ONE), actor="chair")
    assert rows(told.store, moved)[ONE]["template"] == "fixture_scheduled"


@pytest.mark.parametrize(("until_days", "phone"), [(181, None), (179, "+212661100001")])
def test_the_phones_of_an_old_notice_go(told: Told, until_days: int, phone: str | None) -> None:
    confirmed = told.fixture(ResultConfirmed)
    plan(told.store)
    old, ended = clock.now() - timedelta(days=200), clock.now() - timedelta(days=until_days)
    changed = {"opened_at": old, "until": ended, "settled": True}
    told.store.db[records.ANNOUNCEMENTS].update_one({"_id": confirmed}, {"$set": changed})
    retention = Retention(told.store, 180)
    while retention.step():
        pass
    assert rows(told.store, confirmed)[ONE]["phone"] == phone
