"""What does an organiser do in the browser? A competition from its name to the last correction."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.e2e.visitor import Visitor

PRIMARY = "main form .btn-primary"


class Organiser:
    def __init__(self, visitor: Visitor, name: str) -> None:
        self.visitor, self.page, self.name = visitor, visitor.page, name
        self.address = ""

    @property
    def public(self) -> str:
        return f"/t/{self.address.rpartition('/')[2]}"

    def create(self, place: str, day: str, tell: str) -> None:
        self.visitor.open("/tournaments/new")
        self._fill(name=self.name, place=place, starts_on=day, ends_on=day)
        self.page.locator("#tell").select_option(tell)
        self.page.locator(PRIMARY).click()
        self.page.wait_for_url(re.compile(r"/tournaments/[0-9a-f]{32}$"))
        self.address = self.page.url.removeprefix(self.visitor.url)

    def add_team(self, association: str, name: str, short: str) -> None:
        self.visitor.open(f"{self.address}/teams")
        options = self.page.locator("#association_id option")
        value = options.filter(has_text=re.compile(re.escape(association) + "$")).get_attribute("value")
        self.page.locator("#association_id").select_option(value)
        self._fill(name=name, short=short)
        self._save()

    def add_contest(self, title: str, *, groups: int, qualify: int, ends_with: int) -> None:
        self.visitor.open(f"{self.address}/contests")
        self._fill(title=title, groups=str(groups), qualify=str(qualify))
        for box in self.page.locator("input[name=entrants]").all():
            box.check()
        self.page.locator("#ends_with").select_option(str(ends_with))
        self._save()

    def draw(self, seed: int) -> None:
        self.visitor.open(self._of_contest("draw"))
        self._fill(seed=str(seed))
        self._save()

    def schedule(self, pitches: tuple[str, ...], day: str, start: str, end: str) -> None:
        self.visitor.open(self._of_contest("schedule"))
        self._fill(pitches="\n".join(pitches), rest_minutes="10")
        for name, value in (("day", day), ("start", start), ("end", end)):
            self.page.locator(f"#windows-0-{name}").fill(value)
        self._save()

    def start(self) -> None:
        self.visitor.open(f"{self.address}/start")
        self._save()

    def matches(self) -> list[str]:
        """The addresses, in the order of play."""
        self.visitor.open(self.address)
        links = self.page.locator("a.tie").all()
        return list(dict.fromkeys(link.get_attribute("href") or "" for link in links))

    def picture(self, name: str) -> None:
        self.visitor.open(self.address)
        self.visitor.picture(name)

    def link(self, ends: str) -> str:
        """The first address on this page that ends so."""
        return self.page.locator(f"main a[href$='{ends}']").first.get_attribute("href") or ""

    def _of_contest(self, what: str) -> str:
        self.visitor.open(self.address)
        return self.link(f"/{what}")

    def _fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"#{name}").fill(value)

    def _save(self) -> None:
        self.page.locator(PRIMARY).click()
        self.page.wait_for_url(re.compile(re.escape(self.address) + r"(#.*)?$"))


@dataclass
class Pitch:
    """Who stands at the pitch with a phone, and who confirms."""

    enters: Visitor
    confirms: Visitor

    def post(self, address: str, home: int, away: int, pens: tuple[int, int] | None = None) -> None:
        self.enter(address, home, away, pens)
        self.confirms.open(address)
        self.confirms.page.locator("form[action$='/confirm'] button").click()
        expect(self.confirms.page.locator("form[action$='/confirm']")).to_have_count(0)

    def enter(self, address: str, home: int, away: int, pens: tuple[int, int] | None = None) -> None:
        form = self._typed(self.enters, address, home, away, pens)
        form.locator("button:not([name]):not([type])").click()
        expect(self.enters.page.locator("#score-home:visible")).to_have_count(0)

    def correct(self, address: str, home: int, away: int, why: str) -> None:
        form = self._typed(self.confirms, f"{address}/correct", home, away, None)
        form.locator("#why").fill(why)
        form.locator(".btn-primary").click()
        expect(self.confirms.page.locator("main")).to_contain_text(why)

    def _typed(
        self, visitor: Visitor, address: str, home: int, away: int, pens: tuple[int, int] | None
    ) -> Locator:
        visitor.open(address)
        form = visitor.page.locator("form:has(#score-home)")
        form.locator("#score-home").fill(str(home))
        form.locator("#score-away").fill(str(away))
        for side, goals in zip(("home", "away"), pens or (), strict=False):
            form.locator(f"#pens-{side}").fill(str(goals))
        return form
