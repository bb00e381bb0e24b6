"""Does the whole job go by the keyboard alone, and is the focus seen at every stop?"""

from pathlib import Path

from playwright.sync_api import Page, expect

from stack.lab import Lab
from tests.e2e.accounts import PASSWORD
from tests.e2e.conftest import OpenVisitor
from tests.e2e.members import SMALL, sheet

STOPS_AT_MOST = 80
# What has the focus must show it by a real outline, its own or that of the chip round it.
FOCUS = """() => {
  const one = document.activeElement;
  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const seen = (el) => !!el && outlined(getComputedStyle(el));
  return {id: one.id, name: one.getAttribute("name") || "", value: one.getAttribute("value") || "",
          words: one.innerText || "", box: one.tagName, seen: seen(one) || seen(one.closest(".chip"))};
}"""


def test_a_meeting_is_announced_by_the_keyboard_alone(lab: Lab, visitor: OpenVisitor, tmp_path: Path) -> None:
    visitor("chair").import_members(sheet(tmp_path, SMALL))
    page = visitor().page
    _sign_in(page, lab.url)
    page.goto(f"{lab.url}/meetings")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["words"] == "الانتقال إلى المحتوى"
    page.keyboard.press("Enter")
    _go_to(page, lambda stop: stop["words"].strip() == "إعلان اجتماع")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/new")
    _type(
        page, {"title": "اجتماع بلوحة المفاتيح", "date": "26/11/2099", "time": "10:30", "place": "ابن جرير"}
    )
    _go_to(page, lambda stop: (stop["name"], stop["value"]) == ("offices", "treasurer"))
    page.keyboard.press("Space")
    expect(page.locator("#audience .count b")).to_have_text("10")
    _go_to(page, lambda stop: stop["value"] == "review")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/review")
    _go_to(page, lambda stop: "تأكيد الإرسال" in stop["words"])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("اجتماع بلوحة المفاتيح")


def _sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/login")
    _type(page, {"login": "chair", "password": PASSWORD})
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{url}/")


def _type(page: Page, values: dict[str, str]) -> None:
    """In the order of the page: Tab never goes back."""
    for field, value in values.items():
        _go_to(page, lambda stop, field=field: stop["id"] == field)  # type: ignore[misc]
        page.keyboard.type(value)


def _go_to(page: Page, is_there: object) -> None:
    """Tab until there; every stop on the way shows its focus."""
    for _ in range(STOPS_AT_MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["seen"] or stop["box"] == "BODY", stop
        if is_there(stop):  # type: ignore[operator]
            return
    raise AssertionError("not reached by Tab")
