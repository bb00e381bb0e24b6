"""The Rehamna semi-final day: eight institutions, results from the pitch, the qualifiers on to Khenifra.

Source: the article on the semi-finals of the sports qualifiers of social-care institutions, Rehamna, 2017.
Scores are invented; the clock of every process stands in May 2017.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from stack.lab import Lab
from stack.waiting import until
from tests.e2e.accounts import make_accounts
from tests.e2e.conftest import OpenVisitor
from tests.e2e.members import sheet
from tests.e2e.organiser import Organiser, Pitch
from tests.e2e.test_rehamna import HOUSES, MEMBERS

ENVIRONMENT = {
    "FADAA_CLOCK": "2017-05-03T09:00:00+00:00",
    "NETWORK_NAME_AR": "الفضاء الإقليمي للتضامن والعمل الخيري بالرحامنة",
    "NETWORK_NAME_FR": "Espace provincial de solidarité, Rehamna",
}
TWO_HOUSES = re.compile(r": .+ و(دار|مركز) ")  # whichever the draw brought there: it goes by ids
SHORT = ("ط. جرير", "طالبة جرير", "أطفال جرير", "ط. صخور", "طالبة صخور", "بوعثمان", "بوشان", "رعاية جرير")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with Lab(tmp_path_factory.mktemp("tournament"), settings=ENVIRONMENT) as lab:
        make_accounts(lab)
        yield lab


def test_a_semi_final_day_from_the_draw_to_the_correction(
    lab: Lab, visitor: OpenVisitor, tmp_path: Path
) -> None:
    visitor("chair").import_members(sheet(tmp_path, MEMBERS))
    organiser = Organiser(visitor("organiser"), "إقصائيات مؤسسات الرعاية الاجتماعية 2017")
    organiser.create(place="الملعب البلدي، ابن جرير", day="06/05/2017", tell="network")
    for (house, _), short in zip(HOUSES, SHORT, strict=True):
        organiser.add_team(association=house, name=house, short=short)
    organiser.add_contest("كرة القدم، الفتيان", groups=2, qualify=2, ends_with=2)
    organiser.draw(seed=7)
    organiser.schedule(pitches=("الملعب 1", "الملعب 2"), day="06/05/2017", start="08:00", end="20:00")
    organiser.picture("tournament-ready-ar")
    organiser.start()
    until(lambda: len(told(lab, "مباراة")) == 24 * 3, "the officers of both teams of 12 matches", 60)

    pitch = Pitch(visitor("organiser", width=390), visitor("chair", width=390))
    *group, first_semi, second_semi = organiser.matches()
    for number, address in enumerate(group):
        pitch.post(address, 2, number % 2)
    public = visitor(width=390)
    public.open(organiser.public)
    expect(public.page.locator("table.st")).to_have_count(2)
    public.check_accessible()
    public.picture("tournament-public-ar")
    pitch.post(first_semi, 1, 1, pens=(4, 3))
    pitch.post(second_semi, 0, 2)
    expect(public.page.locator("#live .note.ok")).to_contain_text(TWO_HOUSES, timeout=20_000)
    until(lambda: len(told(lab, "تأهل:")) == 2 * 24, "who is qualified, to the whole network", 60)

    pitch.correct(second_semi, 3, 2, why="خطأ في ورقة المباراة")
    until(lambda: len(told(lab, "تصحيح، تأهل:")) == 24, "the correction, to the whole network", 60)
    assert len(told(lab, "تصحيح، إلغاء تأهل:")) == 24
    public.page.reload()
    public.picture("tournament-corrected-ar")
    organiser.picture("tournament-ar")
    assert minors_named(public.page.content()) == []


def told(lab: Lab, begins: str) -> list[str]:
    """The phones that received an SMS that begins like this."""
    with lab.store("notifications") as client:
        found = client["notifications"]["sandbox_messages"].find({"direction": "in"})
        return [one["phone"] for one in found if one["text"].startswith(begins)]


def minors_named(page: str) -> list[str]:
    """Shirts stand for players, and not even they are public."""
    return [word for word in ("shirt", "قميص") if word in page]
