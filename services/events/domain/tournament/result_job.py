"""Where does a job on many results stand?

    entry:         receiving -> checking -> checked -> entering -> done
                   receiving, checking -> refused (the whole file)
    confirmation:  confirming -> done

Each moves in the transaction of the rows it speaks of, so that a crash leaves both or neither.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from contracts.events.result_imports import EMPTY, ENTER, LATE, REFUSED, SAME
from services.events.domain.tournament.score import score_words

Job = dict[str, Any]
Row = dict[str, Any]

ENTRY, CONFIRMATION = "entry", "confirmation"
RECEIVING, CHECKING, CHECKED, WHOLLY_REFUSED = "receiving", "checking", "checked", "refused"
ENTERING, CONFIRMING, DONE = "entering", "confirming", "done"
PAGE = 50  # rows of the report on one page
CHUNK = 200  # results written in one transaction
KEPT = timedelta(days=90)


def opened(job_id: str, wanted: Mapping[str, Any], by: str | None, at: datetime) -> Job:
    own = {"kind": ENTRY, "state": RECEIVING, "contest_id": ""}
    return (
        _job(job_id, wanted["competition_id"], by, at)
        | own
        | {
            "filename": wanted["filename"],
            "size": wanted["size"],
        }
    )


def confirmation(job_id: str, wanted: Mapping[str, Any], matches: int, by: str | None, at: datetime) -> Job:
    """`matches`: the highest number in the contest."""
    until = min(wanted["until"] or at, at)
    own = {"kind": CONFIRMATION, "state": CONFIRMING, "contest_id": wanted["contest_id"]}
    told = {"until": until, "matches": matches, "confirmed_by": by}
    return _job(job_id, wanted["competition_id"], by, at) | own | told


def is_whole(size: int, chunks: Mapping[int, int]) -> bool:
    """Are all bytes there, given {number: bytes}?"""
    return sum(chunks.values()) == size and sorted(chunks) == list(range(len(chunks)))


def checked(job: Job, rows: Iterable[Row]) -> tuple[Job, list[Row]]:
    """The job after these rows were judged, and the rows with their places in the report and the chunks."""
    after, placed = reported(job, rows)
    return after | {"state": CHECKED if after["checked"] == after["matches"] else CHECKING}, placed


def reported(job: Job, rows: Iterable[Row]) -> tuple[Job, list[Row]]:
    """Counted and placed; the state stays."""
    after, placed = dict(job), []
    for row in rows:
        placed.append(_placed(after, row))
        after["checked"] += 1
        after[row["verdict"]] += 1
    return after, placed


def refused_whole(job: Job, slug: str, **details: Any) -> Job:
    return job | {"state": WHOLLY_REFUSED, "problem": {"slug": slug, **details}}


def begun(job: Job, by: str | None) -> Job:
    return job | {"state": ENTERING if job[ENTER] else DONE, "confirmed_by": by}


def wrote(job: Job, outcomes: Iterable[str]) -> Job:
    """After a chunk: `outcomes` are counters of the job."""
    after = dict(job) | {"chunk": job["chunk"] + 1}
    for outcome in outcomes:
        after[outcome] += 1
    ends = after[ENTER] if after["kind"] == ENTRY else after["matches"]
    return after | ({"state": DONE} if after["chunk"] * CHUNK >= ends else {})


def stopped(job: Job, slug: str) -> Job:
    """The rest cannot be done any more."""
    return job | {"state": DONE, "problem": {"slug": slug}}


def late(job: Job, row: Row, number: int) -> Row:
    """What a row becomes whose match changed; `number`: how many there were before it."""
    pages = [row["pages"][0], page_key(job["_id"], LATE, number // PAGE + 1)]
    return {"verdict": LATE, "problems": row["problems"], "pages": pages}


def confirmed_row(
    contest: Row, fixture: Row, verdict: str, problems: list[Row], names: Mapping[str, str]
) -> Row:
    """A line in the report of a confirmation."""
    home, away = fixture["sides"]
    return {
        "row": fixture["number"],
        "verdict": verdict,
        "team1": names.get(home, ""),
        "team2": names.get(away, ""),
        "score": score_words(fixture["result"], contest),
        "fixture_id": fixture["_id"],
        "problems": problems,
    }


def page_key(job_id: str, verdict: str | None, page: int) -> str:
    """To be found by equality; `page` counts from 1."""
    return f"{job_id}:{verdict or 'all'}:{page - 1}"


def chunk_key(job: Job) -> str:
    """Of the rows to write next."""
    return f"{job['_id']}:{job['chunk']}"


def total(job: Job, verdict: str | None) -> int:
    return int(job[verdict] if verdict else job["checked"])


def _placed(job: Job, row: Row) -> Row:
    job_id, verdict = job["_id"], row["verdict"]
    pages = [f"{job_id}:all:{job['checked'] // PAGE}", f"{job_id}:{verdict}:{job[verdict] // PAGE}"]
    chunk = f"{job_id}:{job[ENTER] // CHUNK}" if verdict == ENTER else None
    return row | {"_id": f"{job_id}:{row['row']}", "import_id": job_id, "pages": pages, "chunk": chunk}


def _job(job_id: str, competition_id: str, by: str | None, at: datetime) -> Job:
    counts = dict.fromkeys(("matches", "checked", "chunk", "written", "skipped"), 0)
    verdicts = dict.fromkeys((ENTER, SAME, EMPTY, REFUSED, LATE), 0)
    return {
        "_id": job_id,
        "competition_id": competition_id,
        "filename": "",
        "size": 0,
        "problem": None,
        **counts,
        **verdicts,
        "opened_by": by,
        "opened_at": at,
        "confirmed_by": None,
        "forget_at": at + KEPT,
    }
