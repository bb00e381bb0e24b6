"""Would it have served the network of Rehamna? Its chair convenes the meeting of Thursday 13 April 2017.

Source of the meeting: the recommendation of the provincial space for solidarity, Rehamna, 2017. Names and
phones of people are invented; the clock of every process starts on 10 April 2017.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from stack.lab import Lab
from tests.e2e.accounts import make_accounts
from tests.e2e.conftest import OpenVisitor
from tests.e2e.members import Member, sheet
from tests.e2e.visitor import Call

HOUSES = (
    ("دار الطالب ابن جرير", "Ben Guerir"),
    ("دار الطالبة ابن جرير", "Ben Guerir"),
    ("دار الأطفال ابن جرير", "Ben Guerir"),
    ("دار الطالب صخور الرحامنة", "Skhour Rehamna"),
    ("دار الطالبة صخور الرحامنة", "Skhour Rehamna"),
    ("دار الطالبة سيدي بوعثمان", "Sidi Bou Othmane"),
    ("دار الطالب بوشان", "Bouchane"),
    ("مركز رعاية الأشخاص المسنين ابن جرير", "Ben Guerir"),
)
MEMBERS = [
    Member(
        f"الجمعية الخيرية المسيرة: {house}", commune, f"06851000{n:02}", f"06852000{n:02}", f"06853000{n:02}"
    )
    for n, (house, commune) in enumerate(HOUSES, start=11)
]
CALL = Call(
    "اجتماع جمعيات الرعاية الاجتماعية بالرحامنة",
    "13/04/2017",
    "10:00",
    "عمالة الإقليم، ابن جرير",
    "التشخيص المندمج\nخارطة الطريق\nاحتضان نهاية الإقصائيات",
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with Lab(tmp_path_factory.mktemp("rehamna"), settings=ENVIRONMENT) as lab:
        make_accounts(lab)
        yield lab


ENVIRONMENT = {
    "FADAA_CLOCK": "2017-04-10T09:00:00+00:00",
    "NETWORK_NAME_AR": "الفضاء الإقليمي للتضامن والعمل الخيري بالرحامنة",
    "NETWORK_NAME_FR": "Espace provincial de solidarité, Rehamna",
}


def test_every_president_and_treasurer_is_told_once_in_arabic(
    lab: Lab, visitor: OpenVisitor, tmp_path: Path
) -> None:
    chair = visitor("chair")
    chair.import_members(sheet(tmp_path, MEMBERS))
    chair.type_meeting(CALL, ("president", "treasurer"))
    expect(chair.page.locator("#date-after")).to_have_text("الخميس 13 أبريل 2017")
    expect(chair.page.locator("#audience .count b")).to_have_text("16")
    chair.review()
    chair.confirm()
    chair.wait_until_told()
    expect(chair.page.locator("#live .stat b").first).to_have_text("16")
    chair.picture("rehamna-ar")
    phones = [f"+212685{office}000{n:02}" for office in (1, 2) for n in range(11, 11 + len(HOUSES))]
    assert _told(lab) == dict.fromkeys(sorted(phones), (1, True))


def _told(lab: Lab) -> dict[str, tuple[int, bool]]:
    """{phone: (messages, each says what and the day)} of every phone that received anything."""
    with lab.store("notifications") as client:
        found = list(client["notifications"]["sandbox_messages"].find({"direction": "in"}))
    phones = sorted({one["phone"] for one in found})
    return {phone: _seen([one["text"] for one in found if one["phone"] == phone]) for phone in phones}


def _seen(texts: list[str]) -> tuple[int, bool]:
    return len(texts), all(CALL.title in text and "الخميس 13 أبريل 2017" in text for text in texts)
