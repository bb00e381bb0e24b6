"""What does an organiser do in the browser? A competition from its name to the last correction."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.e2e.visitor import Visitor

PRIMARY = "main form .btn-primary"


class Organiser:
    def __init__(self, visitor: Visitor, name: str) -> None:
        self.visitor, self.page, self.name = visitor, visitor.page, name
        self.address = ""
        self.contest = ""  # the id of the latest one that was saved

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
        self._save_contest()

    def add_athletics(self, discipline: str, title: str, **values: str) -> None:
        """`values` by the id of the field, such as `{"lanes-0": "4"}`; `rounds` is chosen."""
        self.visitor.open(f"{self.address}/athletics")
        self.page.locator("#discipline").select_option(discipline)
        if rounds := values.pop("rounds", ""):
            self.page.locator("#rounds").select_option(rounds)
        self._fill(title=title)
        for box in self.page.locator("input[name=entrants]").all():
            box.check()
        self._fill(**values)
        self._save_contest()

    def enter_athletes(self, lines: list[str]) -> None:
        """As they come from a sheet: `12; team; name; 12.34`."""
        self.visitor.open(self._of_contest("entries"))
        self._fill(lines="\n".join(lines))
        self.page.locator("button[value=read]").click()
        expect(self.page.locator("#entries-0-bib")).not_to_have_value("")
        self._save()

    def schedule_heats(self, place: str, day: str, hour: str) -> None:
        self.visitor.open(self._of_contest("schedule"))
        self._fill(date=day, time=hour, pitch=place)
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
        return self._addresses("/fixtures/")

    def heats(self) -> list[str]:
        """Of the latest contest, in the order they are run."""
        return self._addresses("/heats/", f"#contest-{self.contest} ")

    def name_next_stage(self, name: str, place: str, day: str) -> None:
        self.visitor.open(f"{self.address}/next-stage")
        self._fill(name=name, place=place, starts_on=day)
        self._save()

    def add_prize(self, title: str, award: str, **values: str) -> str:
        """Its address. `values`: what is chosen or typed, by the id of the field."""
        self.visitor.open(f"{self.address}/prizes?award={award}")
        self._fill(title=title)
        for name, value in values.items():
            field = self.page.locator(f"#{name}")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        self._save()
        return self.page.locator("#prizes li", has_text=title).locator("a").last.get_attribute("href") or ""

    def hand_over(self, prize: str) -> None:
        """To everybody who has won it."""
        self.visitor.open(f"{prize}/hand-over")
        waiting = self.page.locator("form[action$='/hand-over'] .btn-primary")
        expect(waiting).to_have_count(1)  # the first of those who wait for it
        while waiting.count():
            waiting.click()
            self.page.wait_for_load_state()
            self.visitor.open(f"{prize}/hand-over")

    def pledge(self, what: str, by: str, day: str) -> None:
        self.visitor.open(f"{self.address}/pledges")
        self._fill(what=what, promised_by=by, promised_on=day)
        self._save()

    def carry_from(self, name: str) -> None:
        self.visitor.open(f"{self.address}/carry")
        value = self.page.locator("#from_competition_id option").filter(has_text=name).get_attribute("value")
        self.page.locator("#from_competition_id").select_option(value)
        self._save()

    def picture(self, name: str) -> None:
        self.visitor.open(self.address)
        self.visitor.picture(name)

    def link(self, ends: str) -> str:
        """The first address on this page that ends so."""
        return self.page.locator(f"main a[href$='{ends}']").first.get_attribute("href") or ""

    def _of_contest(self, what: str) -> str:
        self.visitor.open(self.address)
        return self.link(f"{self.contest}/{what}")

    def _addresses(self, kind: str, within: str = "") -> list[str]:
        self.visitor.open(self.address)
        links = self.page.locator(f"{within}a.tie[href*='{kind}']").all()
        return list(dict.fromkeys(link.get_attribute("href") or "" for link in links))

    def _fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"#{name}").fill(value)

    def _save_contest(self) -> None:
        self._save()
        self.contest = self.page.url.rpartition("#contest-")[2]

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


@dataclass
class Track:
    """Who stands at the track with a phone, and who confirms."""

    enters: Visitor
    confirms: Visitor

    def post_race(self, address: str, mark: Callable[[int], str]) -> None:
        """`mark` of each bib."""
        form = self._form(self.enters, address)
        for row, bib in enumerate(self._bibs(form)):
            form.locator(f"#rows-{row}-mark").fill(mark(bib))
        self._enter_and_confirm(form, address)

    def post_attempts(self, address: str, attempts: Callable[[int], tuple[str, ...]]) -> None:
        form = self._form(self.enters, address)
        for row, bib in enumerate(self._bibs(form)):
            for number, attempt in enumerate(attempts(bib)):
                form.locator(f"#rows-{row}-attempts-{number}").fill(attempt)
        self._enter_and_confirm(form, address)

    def correct_race(self, address: str, marks: dict[int, str], why: str) -> None:
        form = self._form(self.confirms, f"{address}/correct")
        for row, bib in enumerate(self._bibs(form)):
            if bib in marks:
                form.locator(f"#rows-{row}-mark").fill(marks[bib])
        form.locator("#why").fill(why)
        form.locator(".btn-primary").click()
        expect(self.confirms.page.locator("main")).to_contain_text(why)

    def _enter_and_confirm(self, form: Locator, address: str) -> None:
        form.locator("button:not([name]):not([type])").click()
        expect(self.enters.page.locator("#rows:visible")).to_have_count(0)
        self.confirms.open(address)
        self.confirms.page.locator("form[action$='/confirm'] button").click()
        expect(self.confirms.page.locator("form[action$='/confirm']")).to_have_count(0)

    def _form(self, visitor: Visitor, address: str) -> Locator:
        visitor.open(address)
        return visitor.page.locator("form:has(#rows)")

    def _bibs(self, form: Locator) -> list[int]:
        """By row."""
        return [int(one.get_attribute("value") or "") for one in form.locator("input[name$='-bib']").all()]
