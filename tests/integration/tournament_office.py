"""How is a tournament played in a test? By the service's own commands on a real store, without a broker."""

import itertools
from types import SimpleNamespace
from typing import Any

from chassis.envelope import Envelope, parse
from chassis.store import Store
from services.events.service import Events

ORGANISER, SECOND, REFEREE = "organiser", "second", "referee"
SHORT = ("الطالب", "الأطفال", "تافوكت", "بوعثمان", "النزالة", "بوشان", "الطالبة", "الفتيان")
DAY = "2099-05-14"
WINDOW = {"day": DAY, "start": "09:00", "end": "18:00"}


class Told(Exception):
    """A refusal, as the portal gets it."""

    def __init__(self, refused: dict[str, Any]) -> None:
        super().__init__(str(refused))
        self.slug, self.fields = refused["slug"], refused["fields"]


class TournamentOffice:
    """`events` in the process of the test, with the duties run by hand."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.events = Events()
        self.events.desk = SimpleNamespace(store=store, settings=None)
        self._keys = itertools.count(1)

    def ask(self, method: str, *, by: str = ORGANISER, key: str = "", **payload: Any) -> dict[str, Any]:
        """The data of the answer. Raises Told for a refusal."""
        context = {"actor": by, "key": key or f"k{next(self._keys)}", "correlation_id": "test"}
        answer = getattr(self.events, method)(payload, context)
        if "refused" in answer:
            raise Told(answer["refused"])
        data: dict[str, Any] = answer["data"]
        return data

    def derive(self) -> None:
        while self.events.derive():
            pass

    def whole(self, competition_id: str) -> dict[str, Any]:
        return self.ask("competition", competition_id=competition_id)

    def facts(self, name: str = "") -> list[Envelope]:
        """Those in the outbox, of one name or all, in the order they were told."""
        rows = self.store.db.outbox.find({}).sort("order")
        every = (parse(row["body"].encode()) for row in rows)
        return [fact for fact in every if name in fact.type]


def prepared(
    office: TournamentOffice, teams: int = 8, *, tell: str = "network", **format: Any
) -> tuple[str, str, int]:
    """A draft with one football contest that is not drawn; its id, that of the contest, and the version."""
    made = office.ask(
        "create_competition",
        name="إقصائيات مؤسسات الرعاية الاجتماعية",
        place="الملعب البلدي، ابن جرير",
        starts_on=DAY,
        ends_on=DAY,
        tell=tell,
    )
    key: dict[str, Any] = {"competition_id": made["id"]}
    version = made["version"]
    entrants = []
    for number in range(teams):
        team: dict[str, Any] = {
            "name": f"دار {SHORT[number]}",
            "short": SHORT[number],
            "association_id": f"a{number}",
        }
        saved = office.ask("save_team", **key, version=version, **team)
        entrants.append(saved["id"])
        version = saved["version"]
    wanted = {"groups": 2, "qualify": 2, "ends_with": 2} | format
    contest: dict[str, Any] = {
        "title": "كرة القدم، الفتيان",
        "sport": "football",
        "entrants": entrants,
        "format": wanted,
    }
    saved = office.ask("save_contest", **key, version=version, **contest)
    return str(made["id"]), str(saved["id"]), int(saved["version"])


def set_up(office: TournamentOffice, teams: int = 8, *, tell: str = "network", **format: Any) -> str:
    """A running competition of one football contest, drawn and scheduled; its id."""
    competition_id, contest_id, version = prepared(office, teams, tell=tell, **format)
    key: dict[str, Any] = {"competition_id": competition_id, "contest_id": contest_id}
    drawn = office.ask("draw_contest", **key, version=version, seed=7)
    when: dict[str, Any] = {"pitches": ["1", "2"], "windows": [WINDOW], "rest_minutes": 10}
    planned = office.ask("schedule_contest", **key, version=drawn["version"], **when)
    office.ask("start_competition", competition_id=competition_id, version=planned["version"])
    office.derive()
    return competition_id


def played(*score: int, **more: Any) -> dict[str, Any]:
    return {"status": "played", "score": list(score), **more}


def post(office: TournamentOffice, fixture: dict[str, Any], result: dict[str, Any]) -> None:
    """Entered by the referee, confirmed by the organiser, derived."""
    key = {"fixture_id": fixture["fixture_id"]}
    entered = office.ask("enter_result", by=REFEREE, **key, version=fixture["version"], result=result)
    office.ask("confirm_result", **key, version=entered["version"])
    office.derive()


def correct(office: TournamentOffice, fixture_id: str, result: dict[str, Any], why: str = "خطأ") -> None:
    read = office.ask("fixture", fixture_id=fixture_id)["fixture"]
    key = {"fixture_id": fixture_id, "version": read["version"]}
    office.ask("correct_result", **key, result=result, why=why)
    office.derive()
