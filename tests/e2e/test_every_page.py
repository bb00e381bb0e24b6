"""Can everybody use every page? Both languages, a phone and a desk, down to 320 px."""

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from stack.lab import Lab
from tests.e2e.conftest import OpenVisitor, open_visitors
from tests.e2e.members import SMALL, sheet
from tests.e2e.organiser import Organiser, Pitch, Track
from tests.e2e.visitor import Call, Visitor

CALL = Call(
    "الاجتماع العادي للجمعيات المنضوية", "26/11/2099", "10:30", "مركز تقوية القدرات، ابن جرير", "التوصيات"
)
CHAIR = (
    "/",
    "/members",
    "/members/new",
    "/imports",
    "/meetings",
    "/meetings/new",
    "{meeting}",
    "{meeting}/answers?show=none",
    "{meeting}/phones",
    "{meeting}/edit",
    "{meeting}/cancel",
    "/phone",
    "{phone}",
    "/account",
    "/no-such-page",
    "/institutions",
    "/institutions/new",
    "{institution}",
    "{institution}/edit",
    "/tournaments",
    "/tournaments/new",
    "{draft}",
    "{draft}/edit",
    "{draft}/teams",
    "{draft}/contests",
    "{draft_contest}",
    "{draft_contest}/draw",
    "{draft_contest}/remove",
    "{draft_contest}/schedule",
    "{draft}/start",
    "{competition}",
    "{competition}/close",
    "{competition}/reopen",
    "{team}",
    "{team}/withdraw",
    "{contest}/decide",
    "{contest}/decide?kind=lots",
    "/today",
    "{final}",
    "{final}/move",
    "{to_confirm}",
    "{confirmed}",
    "{confirmed}/correct",
    "{confirmed}/replay",
    "{draft}/athletics",
    "{draft}/carry",
    "{draft_athletics}",
    "{draft_athletics}/entries",
    "{draft_athletics}/draw",
    "{draft_athletics}/start-lists",
    "{draft_athletics}/schedule",
    "{athletics}/decide",
    "{heat}",
    "{heat}/move",
    "{heat}/sheet",
    "{run}",
    "{run}/correct",
    "{pit}",
    "{bar}",
    "{competition}/prizes",
    "{prize}",
    "{competition}/next-stage",
    "{competition}/pledges",
    "{pledge}/follow",
    "{public}",
    "{public}/print",
)
ADMINISTRATOR = ("/upkeep", "/accounts", "/accounts/new", "/api/v1/docs")
# each width and language once; all four in the long form
READERS = [(390, "ar"), (1280, "fr")]
if os.environ.get("E2E_FULL") == "1":
    READERS += [(1280, "ar"), (390, "fr")]
NARROWEST = 320
SMALLEST_TARGET = 44
HOUSES = (
    "دار الطالبة صخور الرحامنة",
    "تعاونية نسيج الرحامنة",
    "جمعية التضامن النسوي",
    "دار الأطفال ابن جرير",
)
TARGETS = (
    "main button, main .btn, main .chip, main .form-control, main .form-select, .tabs > a, .tabs summary"
)
SMALL_TARGETS = """([targets, smallest]) => [...document.querySelectorAll(targets)]
  .filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < smallest)
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def places(chromium: Browser, lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A province with members, a meeting that was told, a phone that received it, and two competitions."""
    folder = tmp_path_factory.mktemp("members")
    with open_visitors(chromium, lab, folder) as open_visitor:
        chair = open_visitor("chair")
        chair.import_members(sheet(folder, SMALL))
        chair.type_meeting(CALL, ("president", "treasurer"))
        chair.review()
        meeting = chair.confirm()
        chair.wait_until_told()
        chair.open("/phone")
        phone = chair.page.locator("main .rows a").first.get_attribute("href") or ""
        institution = _add_institution(chair)
        organiser = Organiser(open_visitor("organiser"), "كأس الصفحات")
        found = _running(organiser, Pitch(open_visitor("organiser"), chair))
        drafted = _drafted(Organiser(organiser.visitor, "كأس قيد الإعداد"))
        yield {"meeting": meeting, "phone": phone, "institution": institution, **found, **drafted}


def _add_institution(chair: Visitor) -> str:
    chair.open("/institutions/new")
    chair.page.locator("#name_ar").fill("دار الطالبة صخور الرحامنة")
    for name in ("type", "commune", "association_id"):
        chair.page.locator(f"#{name}").select_option(index=1)
    chair.page.locator("main form .btn-primary").click()
    chair.page.wait_for_url(re.compile(r"/institutions/[0-9a-f]{32}$"))
    return chair.page.url.removeprefix(chair.url)


def _drafted(organiser: Organiser) -> dict[str, str]:
    organiser.create(place="الملعب البلدي، ابن جرير", day=CALL.date, tell="teams")
    for number, house in enumerate(HOUSES):
        organiser.add_team(association=house, name=house, short=f"فريق {number}")
    organiser.add_contest("كرة القدم، الفتيان", groups=2, qualify=1, ends_with=1)
    organiser.draw(seed=7)
    contest = f"{organiser.address}/contests/{organiser.contest}"
    heats = {"lanes-0": "2", "by_place-0": "1", "by_time-0": "0"}
    athletics = _athletics(organiser, "100m", rounds="2", **heats)
    return {"draft": organiser.address, "draft_contest": contest, "draft_athletics": athletics}


def _athletics(organiser: Organiser, discipline: str, **values: str) -> str:
    """Drawn, one athlete of each house; the address of the contest."""
    organiser.add_athletics(discipline, discipline, **values)
    organiser.enter_athletes([f"{bib}; {house}; مشارك;" for bib, house in enumerate(HOUSES, start=1)])
    organiser.draw(seed=7)
    return f"{organiser.address}/athletics/{organiser.contest}"


def _running(organiser: Organiser, pitch: Pitch) -> dict[str, str]:
    """A match confirmed, one that waits for it, and the final, whose teams are not known; a heat that was
    run, one to come, attempts and heights.
    """
    drafted = _drafted(organiser)
    contest, athletics = drafted["draft_contest"], drafted["draft_athletics"]
    heats = {"run": _scheduled(organiser, "المضمار")}
    for name, discipline in (("pit", "long-jump"), ("bar", "high-jump")):
        heights = {"heights": "120 125 130"} if name == "bar" else {}
        _athletics(organiser, discipline, **heights)
        heats[name] = _scheduled(organiser, name)
    organiser.contest = contest.rpartition("/")[2]
    organiser.schedule(pitches=("الملعب 1", "الملعب 2"), day=CALL.date, start="09:00", end="18:00")
    prize = organiser.add_prize("كأس", "place", contest_id=organiser.contest, rank="1")
    organiser.pledge("احتضان النهاية", "المجلس الإقليمي", CALL.date)
    organiser.start()
    organiser.contest = athletics.rpartition("/")[2]
    Track(pitch.enters, pitch.confirms).post_race(heats["run"], lambda bib: f"12.{bib}0")
    confirmed, to_confirm, final = organiser.matches()
    pitch.post(confirmed, 2, 1)
    pitch.enter(to_confirm, 0, 1)
    organiser.visitor.open(organiser.address)
    team = organiser.link("/withdraw").removesuffix("/withdraw")
    pledge = organiser.link("/follow").removesuffix("/follow")
    return {
        "competition": organiser.address,
        "contest": contest,
        "athletics": athletics,
        "heat": organiser.heats()[1],
        **heats,
        "prize": prize,
        "pledge": pledge,
        "team": team,
        "confirmed": confirmed,
        "to_confirm": to_confirm,
        "final": final,
        "public": organiser.public,
    }


def _scheduled(organiser: Organiser, place: str) -> str:
    """The first heat of the latest contest."""
    organiser.schedule_heats(place, CALL.date, "09:00")
    return organiser.heats()[0]


@pytest.mark.parametrize(("width", "language"), READERS)
def test_every_page_has_no_violation_and_no_sideways_scroll(
    visitor: OpenVisitor, places: dict[str, str], width: int, language: str
) -> None:
    stranger = visitor(width=width)
    stranger.open(f"/language/{language}?next=/login")
    stranger.check_accessible()
    stranger.open(places["public"])
    stranger.check_accessible()
    own = (("chair", CHAIR), ("administrator", ADMINISTRATOR), ("organiser", ("/",)), ("referee", ("/",)))
    for role, addresses in own:
        one = visitor(role, width=width, language=language)
        for address in addresses:
            one.open(address.format(**places))
            one.check_accessible()


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_page_fits_320_px_and_its_targets_a_finger(
    visitor: OpenVisitor, places: dict[str, str], language: str
) -> None:
    chair = visitor("chair", width=NARROWEST, language=language)
    found = []
    for address in CHAIR:
        chair.open(address.format(**places))
        found.append(
            (address, chair.sideways(), chair.page.evaluate(SMALL_TARGETS, [TARGETS, SMALLEST_TARGET]))
        )
    assert found == [(address, 0, []) for address in CHAIR]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_page_names_its_language_direction_and_one_heading(
    visitor: OpenVisitor, places: dict[str, str], language: str
) -> None:
    chair = visitor("chair", language=language)
    expected = (f"{language}-MA", "rtl" if language == "ar" else "ltr", 1)
    for address in CHAIR:
        chair.open(address.format(**places))
        root = chair.page.locator("html")
        said = (root.get_attribute("lang"), root.get_attribute("dir"), chair.page.locator("h1").count())
        assert (address, said) == (address, expected)


def test_an_error_takes_the_focus_and_leads_to_its_field(
    visitor: OpenVisitor, places: dict[str, str]
) -> None:
    chair = visitor("chair")
    chair.type_meeting(Call("", "26/11/2019", "10:30", "ابن جرير"), ("president",))
    chair.page.locator("button[value=review]").click()
    expect(chair.page.locator("#errors")).to_be_focused()
    assert chair.page.title().startswith("خطأ:")
    chair.check_accessible()
    chair.page.locator("#errors a[href='#date']").click()
    expect(chair.page.locator("#date")).to_be_focused()
    expect(chair.page.locator("#date")).to_have_value("26/11/2019")


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("ar", 1280), ("fr", 1280)])
def test_pictures_of_the_main_pages(
    visitor: OpenVisitor, places: dict[str, str], language: str, width: int
) -> None:
    """For the documents (SCREENS=docs/screens); here they prove that the pages can be drawn."""
    chair = visitor("chair", width=width, language=language)
    for name, address in (("home", "/"), ("meetings", "/meetings"), ("meeting", places["meeting"])):
        chair.open(address)
        chair.picture(f"{name}-{language}")
    _fill_and_review(chair, language)
    taken = {path.name.partition("-")[0] for path in chair.screens.glob(f"*-{language}-{width}.png")}
    assert taken >= {"home", "meetings", "meeting", "announce", "review"}


def _fill_and_review(chair: Visitor, language: str) -> None:
    chair.type_meeting(CALL, ("president", "treasurer"))
    expect(chair.page.locator("#texts .bubble")).to_have_count(2)
    chair.picture(f"announce-{language}")
    chair.page.locator("button[value=review]").click()
    expect(chair.page.locator("input[name=expected]")).to_have_count(1)
    chair.picture(f"review-{language}")
