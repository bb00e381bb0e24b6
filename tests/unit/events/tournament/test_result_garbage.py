"""Is a file of results that holds garbage never more than refused?"""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.errors import Refused
from contracts.events.result_imports import REFUSED, VERDICTS, ResultRowView
from services.events.domain.tournament.result_rows import read_file
from tests.unit.events.tournament.result_files import check, cup

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
GOALS = st.lists(st.integers(-1, 101) | JSON, max_size=3) | JSON
NAMES = st.sampled_from(["Dar Atlas", "Bahja", "draa", "1A", "2A"]) | JSON
ROW = st.fixed_dictionaries(
    {},
    optional={
        "team1": NAMES,
        "team2": NAMES,
        "round": st.sampled_from(["Final", "Matchday 1", "Round of 16"]) | JSON,
        "group": st.sampled_from(["Group A", "B"]) | JSON,
        "num": st.integers(-1, 9) | JSON,
        "date": JSON,
        "time": JSON,
        "status": st.sampled_from(["played", "forfeited", "awarded", "abandoned", "annulled"]) | JSON,
        "contest": st.just("Football") | JSON,
        "score": st.fixed_dictionaries({}, optional=dict.fromkeys(("ft", "ht", "et", "p"), GOALS)) | JSON,
    },
)


@given(st.lists(ROW | JSON, max_size=6))
@settings(max_examples=300, deadline=None)
def test_garbage_is_never_more_than_a_refusal(rows: list[Any]) -> None:
    report = check(cup(), *rows)
    assert [row["row"] for row in report] == list(range(1, len(rows) + 1))
    for row in report:
        assert row["verdict"] in VERDICTS
        assert bool(row["problems"]) == (row["verdict"] == REFUSED)
        assert ResultRowView().validate(ResultRowView().dump(row)) == {}
        json.dumps(row, ensure_ascii=False).encode()  # can be stored: no lone surrogate


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
@settings(max_examples=300, deadline=None)
def test_a_file_of_garbage_is_refused_whole(content: bytes) -> None:
    assert _refused(content) in ("not_results", "no_matches", "")


def _refused(content: bytes) -> str:
    """The slug, empty where it is read."""
    try:
        read_file(content)
    except Refused as refused:
        return refused.slug
    return ""


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        (b"[" * 100_000, "not_results"),
        (b'{"matches": [' + b"9" * 5000 + b"]}", "not_results"),
        (b'\xff\xfe{"matches": []}', "not_results"),
        (b'\xef\xbb\xbf{"matches": []}', "no_matches"),
        (b'{"matches": {}}', "not_results"),
        (b'{"matches": [' + b"0," * 10_000 + b"0]}", "too_many_matches"),
    ],
)
def test_a_file_that_is_none_is_refused_whole(content: bytes, slug: str) -> None:
    with pytest.raises(Refused, match=slug):
        read_file(content)
