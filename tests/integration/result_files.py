"""How does a file of results come in in a test? By the service's own commands, the duties run by hand."""

import base64
import json
from typing import Any

from contracts.chunks import CHUNK_BYTES
from contracts.events.result_imports import ResultImportView
from services.events.tournaments.records import FIXTURES
from services.portal.public.open_data import open_data
from tests.integration.tournament_office import TournamentOffice

Report = dict[str, Any]


def upload(office: TournamentOffice, competition_id: str, content: bytes) -> str:
    opened = office.ask(
        "open_result_import", competition_id=competition_id, filename="results.json", size=len(content)
    )
    for number in reversed(range(-(-len(content) // CHUNK_BYTES))):
        chunk = content[number * CHUNK_BYTES :][:CHUNK_BYTES]
        piece: dict[str, Any] = {"number": number, "content": base64.b64encode(chunk).decode()}
        office.ask("add_result_chunk", import_id=opened["import_id"], **piece)
    return str(opened["import_id"])


def upload_matches(office: TournamentOffice, competition_id: str, matches: list[Any]) -> str:
    told = json.dumps({"name": "", "matches": matches}, ensure_ascii=False)
    return upload(office, competition_id, told.encode())


def check(office: TournamentOffice) -> None:
    while office.events.check_results():
        pass


def write(office: TournamentOffice) -> None:
    while office.events.write_results():
        pass


def report(office: TournamentOffice, import_id: str, verdict: str | None = None, page: int = 1) -> Report:
    found = office.ask("result_import", import_id=import_id, verdict=verdict, page=page)
    assert ResultImportView().validate(found) == {}
    return found


def counted(found: Report) -> dict[str, int]:
    names = ("enter", "same", "empty", "refused", "late", "written", "skipped")
    return {name: found[name] for name in names if found[name]}


def exported(office: TournamentOffice, competition_id: str, ft: tuple[int, int] = (2, 1)) -> list[Any]:
    """What our own page gives, with a score where a match has its two teams and none yet."""
    matches: list[Any] = open_data(office.whole(competition_id))["matches"]
    known = [team["name"] for team in office.whole(competition_id)["competition"]["teams"]]
    for one in matches:
        if one["team1"] in known and one["team2"] in known:
            one.setdefault("score", {"ft": list(ft)})
    return matches


def states(office: TournamentOffice) -> list[str]:
    return [one["result_state"] for one in office.store.db[FIXTURES].find({}).sort("number", 1)]
