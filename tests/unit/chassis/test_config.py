"""Are settings read from the environment by type, and a wrong one named?"""

from dataclasses import dataclass

import pytest

from chassis.config import BadSetting, ServiceSettings, read, setting


@dataclass(frozen=True, kw_only=True)
class Wanted:
    sender: str = setting("SMS_SENDER", "FADAA")
    slots: int = setting("SENDER_SLOTS")
    after_s: float = setting("DOUBT_AFTER_S", 1.5)
    loud: bool = setting("LOUD", False)


def test_each_setting_is_read_in_its_own_type() -> None:
    environ = {"SENDER_SLOTS": "16", "DOUBT_AFTER_S": "0.25", "LOUD": "yes", "OTHER": "ignored"}
    assert read(Wanted, environ) == Wanted(sender="FADAA", slots=16, after_s=0.25, loud=True)


@pytest.mark.parametrize(("written", "meant"), [("on", True), ("TRUE", True), (" 0 ", False), ("", False)])
def test_a_truth_may_be_written_in_several_ways(written: str, meant: bool) -> None:
    assert read(Wanted, {"SENDER_SLOTS": "1", "LOUD": written}).loud is meant


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({}, "setting SENDER_SLOTS is missing"),
        ({"SENDER_SLOTS": "many"}, "setting SENDER_SLOTS is not of type int"),
        ({"SENDER_SLOTS": "1", "DOUBT_AFTER_S": "soon"}, "setting DOUBT_AFTER_S is not of type float"),
        ({"SENDER_SLOTS": "1", "LOUD": "maybe"}, "setting LOUD is not of type bool"),
    ],
)
def test_a_wrong_setting_ends_the_process_naming_it(environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadSetting) as ended:
        read(Wanted, environ)
    assert str(ended.value) == sentence


def test_what_every_process_needs_has_no_default() -> None:
    given = {"AMQP_URI": "amqp://broker", "STORE_URI": "mongodb://store", "STORE_DATABASE": "events"}
    assert read(ServiceSettings, given).store_database == "events"
    for name in given:
        with pytest.raises(BadSetting, match=name):
            read(ServiceSettings, {key: value for key, value in given.items() if key != name})
