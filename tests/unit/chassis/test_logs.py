"""Can a phone number or a name reach a log line?"""

import pytest
from pymongo.errors import BulkWriteError, DuplicateKeyError

from chassis.logs import mask


@pytest.mark.parametrize(
    "written", ["+212612345678", "0612345678", "06 12 34 56 78", "00212-612-345-678", "+212 6.12.34.56.78"]
)
@pytest.mark.parametrize("field", ["error", "reason", "exception", "event"])
def test_a_phone_in_free_text_is_masked(field: str, written: str) -> None:
    line = mask(None, "info", {field: f"to {written}: refused"})
    assert line == {field: "to [number]: refused"}


@pytest.mark.parametrize(
    ("refused", "shown"),
    [
        (
            BulkWriteError({"writeErrors": [{"op": {"name": "Amina"}}]}),
            "batch op errors occurred, full error: [not shown]",
        ),
        (
            DuplicateKeyError('E11000 dup key: { key: "amina|1" }', 11000, {"keyValue": {"key": "amina|1"}}),
            "E11000 dup key: [not shown]",
        ),
    ],
)
def test_a_document_that_the_store_quotes_is_left_out(refused: Exception, shown: str) -> None:
    trace = f"Traceback\n  File\n{refused}\nlast line"
    line = mask(None, "warning", {"event": "loop_failed", "exception": trace})
    assert line == {"event": "loop_failed", "exception": f"Traceback\n  File\n{shown}\nlast line"}


def test_ids_counts_and_times_stay() -> None:
    line = {"import_id": "0612345678", "rows": 50_000, "timestamp": "2026-11-26T09:30:00Z", "reason": "409"}
    assert mask(None, "info", dict(line)) == line
