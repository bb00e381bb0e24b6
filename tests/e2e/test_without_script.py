"""Does the whole job go without JavaScript?"""

from pathlib import Path

from playwright.sync_api import expect

from stack.lab import Lab
from stack.waiting import until
from tests.e2e.conftest import OpenVisitor
from tests.e2e.members import SMALL, sheet
from tests.e2e.visitor import SLOW_MS, Call, Visitor

CALL = Call("اجتماع دون برمجية", "٢٦/١١/٢٠٩٩", "١٠:٣٠", "ابن جرير")
OFFICES = ("president", "treasurer")


def test_a_meeting_is_announced_followed_and_answered_without_script(
    lab: Lab, visitor: OpenVisitor, tmp_path: Path
) -> None:
    chair = visitor("chair", width=390, script=False)
    _import(chair, sheet(tmp_path, SMALL))
    chair.type_meeting(CALL, OFFICES)
    chair.page.locator("button[value=count]").click()
    expect(chair.page.locator("#audience .count b")).to_have_text("10")
    expect(chair.page.locator("#texts .bubble").first).to_contain_text(CALL.title)
    chair.review()
    address = chair.confirm()
    until(
        lambda: _delivered(chair, address) == 8,
        "eight deliveries on a page that refreshes itself",
        SLOW_MS / 1000,
    )
    chair.answer_from("+212685100001", "1")
    until(lambda: "الحضور 1" in _legend(chair, address), "the answer", SLOW_MS / 1000)


def _import(chair: Visitor, file: Path) -> None:
    """The page of an import refreshes itself by its head; a visitor only waits."""
    chair.open("/imports")
    chair.page.locator("input[type=file]").set_input_files(file)
    chair.page.locator("main form .btn-primary").click()
    chair.page.locator("form[action$='/confirm'] .btn-primary").click(timeout=SLOW_MS)
    chair.page.locator(".note.ok").wait_for(timeout=SLOW_MS)


def _delivered(chair: Visitor, address: str) -> int:
    chair.open(address)
    numbers = chair.page.locator("#live .stat b")
    return int(numbers.first.inner_text()) if numbers.count() else 0


def _legend(chair: Visitor, address: str) -> str:
    chair.open(address)
    return " ".join(chair.page.locator("#live .legend").inner_text().split())
