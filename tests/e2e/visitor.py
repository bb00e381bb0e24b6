"""What does somebody do in the browser? The jobs of the portal, by the words that stand on the page."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, expect

from tests.e2e.accounts import PASSWORD

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SLOW_MS = 60_000
HAS_A_SIDE_MENU = 992  # pixels
REFUSED_FORM = re.compile(
    r"status of (401|403|404|409|422|503)"
)  # the browser's word for an answer that a test asked for
SUMMARY = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 160)).join(" | "));
}"""


@dataclass(frozen=True)
class Call:
    """A meeting as typed."""

    title: str
    date: str
    time: str
    place: str
    agenda: str = ""


class Visitor:
    """`complaints` holds what the browser's console had to say: blocked by policy, script errors."""

    def __init__(self, page: Page, url: str, screens: Path) -> None:
        self.page, self.url, self.screens = page, url, screens
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, address: str) -> None:
        self.page.goto(f"{self.url}{address}")

    def sign_in(self, role: str, language: str = "ar") -> None:
        self.open("/login")
        self.page.locator("#login").fill(role)
        self.page.locator("#password").fill(PASSWORD)
        self.page.locator("main .btn-primary").click()
        expect(self.page).to_have_url(f"{self.url}/")
        self.open(f"/language/{language}?next=/")

    def import_members(self, file: Path) -> None:
        """Uploads, reads the dry run, confirms, waits until it is written."""
        self.open("/imports")
        self.page.locator("input[type=file]").set_input_files(file)
        self.page.locator("main .btn-primary").click()
        confirm = self.page.locator("form[action$='/confirm'] .btn-primary")
        confirm.wait_for(timeout=SLOW_MS)
        self.picture("import-report-ar")
        confirm.click()
        expect(self.page.locator(".note.ok")).to_be_visible(timeout=SLOW_MS)

    def type_meeting(self, call: Call, offices: tuple[str, ...]) -> None:
        self.open("/meetings/new")
        for name in ("title", "date", "time", "place", "agenda"):
            self.page.locator(f"#{name}").fill(getattr(call, name))
        for box in self.page.locator("input[name=offices]").all():
            box.set_checked(box.get_attribute("value") in offices)

    def review(self) -> None:
        self.page.locator("button[value=review]").click()
        expect(self.page.locator("h1")).to_have_text("المراجعة والتأكيد")

    def confirm(self) -> str:
        """The address of the new meeting."""
        self.page.locator("main form .btn-primary").click()
        self.page.wait_for_url(re.compile(r"/meetings/[0-9a-f]{32}$"))
        return self.page.url.removeprefix(self.url)

    def wait_until_told(self) -> None:
        """Without a reload: the page moves by itself."""
        expect(self.page.locator("#live")).not_to_have_attribute(
            "hx-trigger", re.compile("2s"), timeout=SLOW_MS
        )

    def numbers(self) -> dict[str, int]:
        """{words: number} of the row of big numbers."""
        items = self.page.locator("#live .stat li").all()
        return {
            one.locator("span").last.inner_text().strip(): _number(one.locator("b").inner_text())
            for one in items
        }

    def answer_from(self, phone: str, text: str) -> None:
        self.open(f"/phone/{phone.removeprefix('+')}")
        self.page.locator(f"button[name=quick][value='{text}']").click()
        expect(self.page.locator(".sent .bubble").last).to_have_text(text)

    def picture(self, name: str) -> None:
        """The whole page, on a phone with the bottom bar at its end."""
        self.screens.mkdir(parents=True, exist_ok=True)
        window = self.page.viewport_size
        assert window is not None
        self.page.evaluate("window.scrollTo(0, 0)")
        if window["width"] < HAS_A_SIDE_MENU:
            tall: int = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size({"width": window["width"], "height": tall})
        self.page.screenshot(path=self.screens / f"{name}-{window['width']}.png", full_page=True)
        self.page.set_viewport_size(window)

    def check_accessible(self) -> None:
        """No axe violation, and no sideways scroll."""
        self.page.evaluate(AXE.read_text("utf-8"))
        address = self.page.url.removeprefix(self.url)
        found = self.page.evaluate(SUMMARY)
        assert found == [], (address, found)
        assert (address, self.sideways()) == (address, 0)

    def sideways(self) -> int:
        measured: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return measured

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not REFUSED_FORM.search(message.text):
            self.complaints.append(message.text)


def _number(written: str) -> int:
    return int(re.sub(r"\D", "", written) or 0)
