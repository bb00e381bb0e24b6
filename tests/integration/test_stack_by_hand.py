"""What does the operator do by hand: the first account, a replay, and what is said when it cannot be?"""

from collections.abc import Iterator

import pytest

from chassis.errors import NotFound, Refused
from services.portal.accounts import Accounts
from services.portal.records import Records, open_records
from stack import accounts
from stack.lab import Lab
from stack.replaying import NotReplayed, replay, why

pytestmark = pytest.mark.integration


@pytest.fixture
def records(bare_lab: Lab) -> Iterator[Records]:
    env = bare_lab.env("portal")
    opened = open_records(env["STORE_URI"], env["STORE_DATABASE"])
    yield opened
    opened.client.close()


def test_the_first_account_is_made_by_hand_and_its_password_is_said_once(
    bare_lab: Lab, records: Records, capfd: pytest.CaptureFixture[str]
) -> None:
    assert accounts.hint(bare_lab.place) == accounts.HOW
    assert accounts.make(bare_lab.place, "Amina", "administrator", "أمينة بنعلي") == 0
    login, password, role = capfd.readouterr().out.split()[:3]
    assert (login, role) == ("amina", "administrator")
    owner = Accounts(records).proven(login, password)
    assert owner is not None
    assert (owner.login, owner.name, owner.role, owner.must_change) == (
        "amina",
        "أمينة بنعلي",
        "administrator",
        True,
    )
    assert accounts.hint(bare_lab.place) == ""


@pytest.mark.parametrize(
    ("login", "sentence"),
    [
        ("rachid", "This sign-in name is already used"),
        ("r!", "Sign-in name: 3 to 64 letters a-z, digits, dots or dashes"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_a_sentence(
    bare_lab: Lab, records: Records, capfd: pytest.CaptureFixture[str], login: str, sentence: str
) -> None:
    accounts.make(bare_lab.place, "rachid", "chair", "")
    before = Accounts(records).all()
    capfd.readouterr()
    assert accounts.make(bare_lab.place, login, "administrator", "") == 1
    assert capfd.readouterr() == ("", f"{sentence}\n")
    assert Accounts(records).all() == before


def test_a_replay_that_nobody_answers_ends_with_a_sentence(bare_lab: Lab) -> None:
    with pytest.raises(NotReplayed, match=r"events did not answer .*: see `make status`\."):
        replay(bare_lab.place, "events", "notifications", "meeting", "m1")


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (
            NotFound("nothing_to_replay"),
            "events has no fact of meeting m1 to send again: it told none, or too long ago.",
        ),
        (Refused("invalid", {"consumer": "not_a_choice"}), "events refused: consumer: not_a_choice"),
        (Refused("refused"), "events refused: refused"),
    ],
)
def test_a_refused_replay_is_explained(refused: Refused, sentence: str) -> None:
    assert why(refused, "events", "meeting", "m1") == sentence
