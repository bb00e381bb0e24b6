"""Can a phone number reach a log line?"""

import pytest

from chassis.logs import mask


@pytest.mark.parametrize(
    "written", ["+212612345678", "0612345678", "06 12 34 56 78", "00212-612-345-678", "+212 6.12.34.56.78"]
)
@pytest.mark.parametrize("field", ["error", "reason", "exception", "event"])
def test_a_phone_in_free_text_is_masked(field: str, written: str) -> None:
    line = mask(None, "info", {field: f"to {written}: refused"})
    assert line == {field: "to [number]: refused"}


def test_ids_counts_and_times_stay() -> None:
    line = {"import_id": "0612345678", "rows": 50_000, "timestamp": "2026-11-26T09:30:00Z", "reason": "409"}
    assert mask(None, "info", dict(line)) == line
