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
from tests.e2e.organiser import Organiser, Pitch, Track
from tests.e2e.test_rehamna import HOUSES, MEMBERS
from tests.e2e.visitor import Visitor

ENVIRONMENT = {
    "FADAA_CLOCK": "2017-05-03T09:00:00+00:00",
    "NETWORK_NAME_AR": "الفضاء الإقليمي للتضامن والعمل الخيري بالرحامنة",
    "NETWORK_NAME_FR": "Espace provincial de solidarité, Rehamna",
}
TWO_HOUSES = re.compile(r": .+ و(دار|مركز) ")  # whichever the draw brought there: it goes by ids
DAY, FINAL, ATHLETE = "06/05/2017", "نهائي خنيفرة", "اسم قاصر"
SHORT = ("ط. جرير", "طالبة جرير", "أطفال جرير", "ط. صخور", "طالبة صخور", "بوعثمان", "بوشان", "رعاية جرير")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with Lab(tmp_path_factory.mktemp("tournament"), settings=ENVIRONMENT) as lab:
        make_accounts(lab)
        yield lab


def test_a_semi_final_day_from_the_draw_to_the_final_elsewhere(
    lab: Lab, visitor: OpenVisitor, tmp_path: Path
) -> None:
    visitor("chair").import_members(sheet(tmp_path, MEMBERS))
    organiser = Organiser(visitor("organiser"), "إقصائيات مؤسسات الرعاية الاجتماعية 2017")
    football, sprint, jump = set_up(organiser)
    organiser.picture("tournament-ready-ar")
    organiser.start()
    until(lambda: len(told(lab, "مباراة")) == 24 * 3, "the officers of both teams of 12 matches", 60)
    until(lambda: len(told(lab, "موعد:")) == 24 * 2, "each officer once for each athletics contest", 60)

    pitch = Pitch(visitor("organiser", width=390), visitor("chair", width=390))
    *group, first_semi, second_semi = organiser.matches()
    for number, address in enumerate(group):
        pitch.post(address, 2, number % 2)
    public = visitor(width=390)
    public.open(organiser.public)
    expect(public.page.locator("table.st").first).to_be_visible()
    public.check_accessible()
    public.picture("tournament-public-ar")
    pitch.post(first_semi, 1, 1, pens=(4, 3))
    pitch.post(second_semi, 0, 2)
    expect(public.page.locator("#live .note.ok").first).to_contain_text(TWO_HOUSES, timeout=20_000)
    until(lambda: len(told(lab, "تأهل:")) == 2 * 24, "who is qualified, to the whole network", 60)

    slow = bibs_of_teams_in(pitch.confirms, second_semi)
    on_the_track(lab, organiser, Track(pitch.enters, pitch.confirms), (sprint, jump), slow)
    shields = organiser.add_prize("دروع المتأهلين في كرة القدم", "qualified", contest_id=football)
    organiser.hand_over(shields)

    final = Organiser(visitor("organiser"), FINAL)
    final.create(place="خنيفرة", day="20/05/2017", tell="teams")
    final.carry_from(organiser.name)
    no_longer = final.page.locator("#carried .tag.warn")
    expect(final.page.locator("#carried li").nth(2)).to_be_visible()
    expect(no_longer).to_have_count(0)

    pitch.correct(second_semi, 3, 2, why="خطأ في ورقة المباراة")
    until(lambda: len(told(lab, "تصحيح، تأهل:")) == 24, "the correction, to the whole network", 60)
    assert len(told(lab, "تصحيح، إلغاء تأهل:")) == 24
    final.visitor.open(final.address)
    expect(no_longer).to_have_count(1)
    final.picture("final-replaced-ar")
    final.carry_from(organiser.name)
    expect(no_longer).to_have_count(0)
    organiser.visitor.open(organiser.address)
    expect(organiser.page.locator("#prizes .reason.warn")).to_have_count(
        1
    )  # who was given it, and lost it since

    public.page.reload()
    public.check_accessible()
    public.picture("tournament-corrected-ar")
    organiser.picture("tournament-ar")
    assert minors_named(public.page.content()) == []


def set_up(organiser: Organiser) -> tuple[str, str, str]:
    """Football, a sprint with heats and a long jump for eight houses; the ids of the contests."""
    organiser.create(place="الملعب البلدي، ابن جرير", day=DAY, tell="network")
    for (house, _), short in zip(HOUSES, SHORT, strict=True):
        organiser.add_team(association=house, name=house, short=short)
    organiser.add_contest("كرة القدم، الفتيان", groups=2, qualify=2, ends_with=2)
    football = organiser.contest
    organiser.draw(seed=7)
    organiser.schedule(pitches=("الملعب 1", "الملعب 2"), day=DAY, start="08:00", end="20:00")
    heats = {"lanes-0": "4", "by_place-0": "2", "by_time-0": "0", "sends": "2"}
    sprint = athletics(organiser, "100m", "100 متر، الفتيان", "المضمار", rounds="2", **heats)
    attempts = {"attempts-more": "0", "sends": "1"}
    jump = athletics(organiser, "long-jump", "القفز الطولي، الفتيات", "حفرة القفز", **attempts)
    organiser.name_next_stage(FINAL, "خنيفرة", "20/05/2017")
    organiser.pledge("احتضان نهاية الدورة المقبلة بالرحامنة", "المجلس الإقليمي", DAY)
    return football, sprint, jump


def athletics(organiser: Organiser, discipline: str, title: str, place: str, **values: str) -> str:
    """One athlete of each house: bibs 1 to 8."""
    organiser.add_athletics(discipline, title, **values)
    organiser.enter_athletes(
        [f"{bib}; {house}; {ATHLETE} {bib};" for bib, (house, _) in enumerate(HOUSES, start=1)]
    )
    organiser.draw(seed=7)
    organiser.schedule_heats(place, DAY, "09:00" if place == "المضمار" else "10:00")
    return organiser.contest


def bibs_of_teams_in(visitor: Visitor, match: str) -> list[int]:
    """Their athletes shall win nothing: they qualify by this match alone, or not at all."""
    visitor.open(match)
    words = visitor.page.locator("main").inner_text()
    return [bib for bib, (house, _) in enumerate(HOUSES, start=1) if house in words]


def on_the_track(
    lab: Lab, organiser: Organiser, track: Track, contests: tuple[str, str], slow: list[int]
) -> None:
    sprint, jump = contests
    organiser.contest = sprint
    *heats, final = organiser.heats()
    for heat in heats:
        track.post_race(heat, lambda bib: f"{14 if bib in slow else 12}.{bib}0")
    track.post_race(final, lambda bib: f"{14 if bib in slow else 11}.{bib}0")
    until(lambda: len(told(lab, "نهائي 100")) == 24, "the first three, to the whole network", 60)
    organiser.contest = jump
    (pit,) = organiser.heats()
    track.post_attempts(pit, lambda bib: ("X", f"{3 if bib in slow else 4}.{bib}1", "-"))
    track.enters.picture("heat-result-ar")
    until(lambda: len(told(lab, "نهائي القفز")) == 24, "the long jump too", 60)


def told(lab: Lab, begins: str) -> list[str]:
    """The phones that received an SMS that begins like this."""
    with lab.store("notifications") as client:
        found = client["notifications"]["sandbox_messages"].find({"direction": "in"})
        return [one["phone"] for one in found if one["text"].startswith(begins)]


def minors_named(page: str) -> list[str]:
    """Shirts stand for players, and not even they are public; athletes are bibs."""
    return [word for word in ("shirt", "قميص", ATHLETE) if word in page]
