"""What does the operator's environment choose?"""

import pytest

from stack import settings
from stack.settings import BadChoice


@pytest.mark.parametrize(
    ("environ", "mode"),
    [
        ({}, "sandbox"),
        ({"SMS": "kannel"}, "fake"),
        ({"SMS": "kannel", "SMPP_HOST": "smsc.example"}, "operator"),
        ({"SMS": "smpp"}, "smpp"),
    ],
)
def test_the_way_of_the_sms(environ: dict[str, str], mode: str) -> None:
    assert settings.sms_mode(environ) == mode


def test_an_unknown_way_is_refused_by_name() -> None:
    with pytest.raises(BadChoice, match="SMS=pigeon: one of sandbox, kannel, fake, smpp"):
        settings.sms_mode({"SMS": "pigeon"})


def test_an_operator_is_given_whole_or_refused() -> None:
    with pytest.raises(BadChoice, match="SMPP_PORT, SMPP_PASSWORD must be too"):
        settings.operator({"SMPP_HOST": "smsc.example", "SMPP_USER": "fadaa"})


def test_only_known_settings_are_handed_on() -> None:
    environ = {"SMS_SENDER": "TAZA", "LOG_LEVEL": "", "AWS_SECRET_ACCESS_KEY": "leak", "AMQP_URI": "leak"}
    assert settings.handed_on(environ) == {"SMS_SENDER": "TAZA"}


def test_a_process_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadChoice, match="no such process: observatory"):
        settings.processes({"PROCESSES": "registry,observatory"})
