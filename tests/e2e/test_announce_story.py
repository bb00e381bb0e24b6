"""Does a chair announce a meeting, see who was told and who comes, change it and cancel it?"""

import re
from pathlib import Path

from playwright.sync_api import expect

from stack.lab import Lab
from stack.waiting import until
from tests.e2e.conftest import OpenVisitor
from tests.e2e.members import SMALL, sheet
from tests.e2e.visitor import SLOW_MS, Call, Visitor

CALL = Call(
    "الاجتماع العادي للجمعيات المنضوية",
    "٢٦/١١/٢٠٩٩",
    "10:30",
    "مركز تقوية القدرات، ابن جرير",
    "تقرير الأنشطة\nالتوصيات",
)
COMES, DECLINES, STOPS = "+212685100001", "+212685100002", "+212685100003"
OFFICES = ("president", "treasurer")


def texts_to(lab: Lab, phone: str) -> list[str]:
    """What that phone received, the first first."""
    with lab.store("notifications") as client:
        found = client["notifications"]["sandbox_messages"].find({"phone": phone, "direction": "in"})
        return [one["text"] for one in sorted(found, key=lambda one: one["at"])]


def test_the_story_of_a_meeting(lab: Lab, visitor: OpenVisitor, tmp_path: Path) -> None:
    chair = visitor("chair")
    _members_are_imported(chair, sheet(tmp_path, SMALL))
    address = _the_meeting_is_announced(chair)
    _the_telling_is_followed(chair)
    _phones_answer(chair, lab)
    _answers_are_seen(chair, address)
    _the_change_is_told_once(chair, lab, address)
    _the_cancellation_is_told_once(chair, lab, address)


def _members_are_imported(chair: Visitor, file: Path) -> None:
    chair.import_members(file)
    chair.open("/members")
    expect(chair.page.locator("main")).to_contain_text("دار الطالبة صخور الرحامنة")
    expect(chair.page.locator("main")).not_to_contain_text("جمعية لا وجود لجماعتها")
    chair.picture("members-ar")


def _the_meeting_is_announced(chair: Visitor) -> str:
    chair.type_meeting(CALL, OFFICES)
    expect(chair.page.locator("#audience .count b")).to_have_text("10")
    expect(chair.page.locator("#date-after")).to_have_text("الخميس 26 نونبر 2099")
    expect(chair.page.locator("#texts .bubble").first).to_contain_text(CALL.title)
    chair.review()
    expect(chair.page.locator("main")).to_contain_text("رقم ثابت لا يستقبل الرسائل")
    return chair.confirm()


def _the_telling_is_followed(chair: Visitor) -> None:
    """Ten people: one has a landline, two share a phone."""
    chair.wait_until_told()
    expect(chair.page.locator("#live .stat b").first).to_have_text("8", timeout=SLOW_MS)
    numbers = chair.numbers()
    assert (numbers["سُلّمت إلى الهاتف"], numbers["دون رسالة: يُتصل بهم هاتفيا"]) == (8, 1)
    expect(chair.page.locator("#attention")).to_contain_text("رقم ثابت", timeout=SLOW_MS)


def _phones_answer(chair: Visitor, lab: Lab) -> None:
    [told] = texts_to(lab, COMES)
    assert CALL.title in told
    for phone, text in ((COMES, "1"), (DECLINES, "2"), (STOPS, "إيقاف")):
        chair.answer_from(phone, text)
    chair.picture("phone-ar")


def _answers_are_seen(chair: Visitor, address: str) -> None:
    until(
        lambda: _legend(chair, address) == ["الحضور 1", "الاعتذار 1", "دون جواب بعد 6"],
        "the answers",
        SLOW_MS / 1000,
    )
    chair.open(f"{address}/answers?show=not_coming")
    expect(chair.page.locator("tbody tr")).to_have_count(1)
    expect(chair.page.locator("tbody")).to_contain_text("دار الطالبة صخور الرحامنة")


def _legend(chair: Visitor, address: str) -> list[str]:
    chair.open(address)
    return [" ".join(one.inner_text().split()) for one in chair.page.locator("#live .legend li").all()]


def _the_change_is_told_once(chair: Visitor, lab: Lab, address: str) -> None:
    chair.open(f"{address}/edit")
    chair.page.locator("#time").fill("١١:٠٠")
    chair.page.locator("main form .btn-primary").click()
    chair.page.wait_for_url(re.compile(re.escape(address)))
    expect(chair.page.locator("#progress")).to_contain_text("الإخبار بالتغيير", timeout=SLOW_MS)
    chair.wait_until_told()
    _told(lab, COMES, [CALL.title, "11:00"])
    assert not [text for text in texts_to(lab, STOPS) if "11:00" in text]


def _the_cancellation_is_told_once(chair: Visitor, lab: Lab, address: str) -> None:
    chair.open(f"{address}/cancel")
    chair.picture("cancel-ar")
    chair.page.locator("main form .btn-bad").click()
    expect(chair.page.locator("main")).to_contain_text("هذا الاجتماع ملغى")
    expect(chair.page.locator("#progress")).to_contain_text("الإخبار بالإلغاء", timeout=SLOW_MS)
    chair.wait_until_told()
    _told(lab, COMES, [CALL.title, "11:00", "إلغاء"])


def _told(lab: Lab, phone: str, marks: list[str]) -> None:
    """One text a mark, in this order, and no other."""
    texts = texts_to(lab, phone)
    assert [mark in text for mark, text in zip(marks, texts, strict=True)] == [True] * len(marks)
