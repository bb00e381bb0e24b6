"""What does `events` answer about many results at once when no service runs? A part of the stand-in."""

import base64
from typing import Any

from chassis.errors import Conflict, NotFound
from tests.unit.portal.samples import Payload

COUNTS = ("matches", "checked", "enter", "same", "empty", "refused", "late", "written", "skipped")
LINE: Payload = {
    "import_id": "r1",
    "kind": "entry",
    "competition_id": "k1",
    "contest_id": "",
    "filename": "results.json",
    "state": "checked",
    "problem": None,
    **dict.fromkeys(COUNTS, 0),
    "opened_by": "somebody",
    "opened_at": "2026-11-28T12:00:00+00:00",
    "confirmed_by": None,
}


class ResultsOffice:
    """Part of `StandIn`."""

    result_files: dict[str, dict[int, bytes]]
    jobs: dict[str, Payload]
    job_rows: list[Payload]

    def add_job(self, import_id: str = "r1", **other: Any) -> Payload:
        self.jobs[import_id] = {**LINE, "import_id": import_id, **other}
        return self.jobs[import_id]

    def events_open_result_import(self, wanted: Payload) -> Payload:
        import_id = f"r{len(self.jobs) + 1}"
        self.result_files[import_id] = {}
        names = {name: wanted[name] for name in ("competition_id", "filename")}
        return self.add_job(import_id, **names, state="receiving")

    def events_add_result_chunk(self, wanted: Payload) -> Payload:
        self._job(wanted, state="checking")
        self.result_files[wanted["import_id"]][wanted["number"]] = base64.b64decode(wanted["content"])
        return {"import_id": wanted["import_id"], "number": wanted["number"]}

    def events_confirm_result_import(self, wanted: Payload) -> Payload:
        if self._job(wanted)["state"] != "checked":
            raise Conflict("not_checked")
        return self._job(wanted, state="entering")

    def events_confirm_all(self, wanted: Payload) -> Payload:
        ids = {name: wanted[name] for name in ("competition_id", "contest_id")}
        return self.add_job(f"r{len(self.jobs) + 1}", **ids, kind="confirmation", state="confirming")

    def events_result_import(self, asked: Payload) -> Payload:
        rows = [row for row in self.job_rows if asked["verdict"] in (None, row["verdict"])]
        return {**self._job(asked), "rows": rows, "total": len(rows), "page": asked["page"], "pages": 1}

    def events_result_imports(self, asked: Payload) -> Payload:
        return {"imports": list(self.jobs.values())}

    def _job(self, asked: Payload, **change: Any) -> Payload:
        if asked["import_id"] not in self.jobs:
            raise NotFound("import_not_found")
        self.jobs[asked["import_id"]].update(change)
        return self.jobs[asked["import_id"]]
