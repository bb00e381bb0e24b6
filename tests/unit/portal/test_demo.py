"""Is the demonstration loaded once, and only there?"""

import json

from services.portal import demo
from services.portal.who import Who
from tests.unit.portal.samples import COMMUNES
from tests.unit.portal.stand_in import StandIn

BY_NAME = {one["name"] for one in COMMUNES}


def test_it_prints_one_line_an_account_and_loads_the_province_once(
    who: Who, services: StandIn, monkeypatch: object
) -> None:
    wanted = [one for one in json.loads(demo.PROVINCE.read_text("utf-8")) if one["commune"] in BY_NAME]
    first = demo.load(who.records, services, "http://here")
    again = demo.load(who.records, services, "http://here")
    assert [line.split()[0::3] for line in first] == [
        ["http://here", role]
        for role in ("administrator", "chair", "officer", "reader", "organiser", "referee", "referee")
    ]
    assert again == []
    assert len(services.associations) == len(wanted)


def test_the_printed_passwords_open_the_accounts(who: Who, services: StandIn) -> None:
    lines = [line.split() for line in demo.load(who.records, services, "http://here")]
    opened = [who.accounts.proven(login, password) for _, login, password, _ in lines]
    assert [(one.login, one.role) for one in opened if one] == [(line[1], line[3]) for line in lines]


def test_no_demonstration_phone_stands_in_a_range_that_is_in_use() -> None:
    """0685 and 0686 are given to no operator, 05 never gets an SMS."""
    phones = [o["phone"] for one in json.loads(demo.PROVINCE.read_text("utf-8")) for o in one["officers"]]
    assert {phone[:4] for phone in phones} == {"0685", "0686", "0524", ""}
