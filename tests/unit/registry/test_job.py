from datetime import UTC, datetime

import pytest

from services.registry.domain import job

AT = datetime(2026, 11, 21, tzinfo=UTC)


def opened(**known: object) -> job.Import:
    return {**job.opened("i", "a.csv", 10, "chair", AT), **known}  # type: ignore[typeddict-item]


def rows(*verdicts: str) -> list[dict[str, object]]:
    return [{"verdict": verdict} for verdict in verdicts]


def test_staged_rows_are_counted_and_placed_on_pages_and_in_batches() -> None:
    after, placed = job.staged(opened(checked=49, new=99), rows("new", "refused", "changed"), 60)
    counts = {name: after[name] for name in ("checked", "new", "changed", "refused", "line")}  # type: ignore[literal-required]
    assert counts == {"checked": 52, "new": 100, "changed": 1, "refused": 1, "line": 60}
    assert placed == [
        {"verdict": "new", "import_id": "i", "pages": ["i:all:0", "i:new:1"], "batch": "i:0"},
        {"verdict": "refused", "import_id": "i", "pages": ["i:all:1", "i:refused:0"], "batch": None},
        {"verdict": "changed", "import_id": "i", "pages": ["i:all:1", "i:changed:0"], "batch": "i:1"},
    ]


def test_an_import_is_done_when_its_last_batch_is_written() -> None:
    checked = job.check_ended(opened(new=120, changed=30, refused=5, checked=155))
    importing = job.confirmed(checked)
    once = job.wrote(importing, 100)
    twice = job.wrote(once, 50)
    assert [one["state"] for one in (checked, importing, once, twice)] == [
        "checked",
        "importing",
        "importing",
        "done",
    ]
    assert (once["batch"], twice["batch"], twice["written"]) == (1, 2, 150)


def test_an_import_with_nothing_to_write_is_done_at_once() -> None:
    assert job.confirmed(opened(same=3, refused=1))["state"] == "done"


@pytest.mark.parametrize(
    ("chunks", "missing"),
    [({}, [0]), ({0: 4}, [1]), ({0: 4, 2: 2}, [1]), ({0: 4, 1: 6}, []), ({0: 10}, [])],
)
def test_missing_chunks_are_named(chunks: dict[int, int], missing: list[int]) -> None:
    assert job.missing_chunks(10, chunks) == missing
