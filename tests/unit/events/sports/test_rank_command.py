"""What does the command print, also when a file or a case is broken?"""

import json
from pathlib import Path
from typing import Any

import pytest

from services.events.domain.sports.cases.outcome import KINDS, outcomes
from services.events.rank import main
from tests.unit.events.sports.writing import group, out

GOOD = group("A 1-0 B", ["gd"])


def run(paths: list[Path], capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    code = main([str(path) for path in paths])
    return code, json.loads(capsys.readouterr().out)["cases"]


def test_every_case_of_every_file_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    first.write_text(json.dumps({"title": "t", "cases": [GOOD, GOOD | {"id": "h"}]}))
    second.write_text(json.dumps(GOOD | {"id": "i"}))
    code, told = run([first, second], capsys)
    assert (code, [one["id"] for one in told]) == (0, ["g", "h", "i"])
    assert told[0] == out(GOOD)


def test_a_broken_case_is_named_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "1.json"
    file.write_text(json.dumps({"cases": [{"id": "x", "kind": "chess"}, 7, GOOD]}))
    code, told = run([file, tmp_path / "none.json"], capsys)
    assert (code, [one.get("error", {}).get("slug") for one in told]) == (
        1,
        ["invalid_case", "invalid_case", None, "invalid_case"],
    )
    assert told[0]["error"]["fields"] == {"kind": {"slug": "unknown_kind", "kind": "chess"}}


def test_what_is_expected_is_not_looked_at() -> None:
    assert outcomes([GOOD | {"expected": {"table": "nonsense"}, "unknown": 1}]) == [out(GOOD)]


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"matches": 3, "heats": 3, "athletes": 3, "kicks": 3, "events": 3, "slots": 3, "stages": 3},
        {"matches": [3], "heats": [3], "athletes": [3], "kicks": [3], "events": [3], "slots": {"1": 3}},
        {"rules": 3, "extra": 3, "home": "A", "away": "B"},
        {"heats": [{"results": [{"athlete": 3, "mark": []}]}], "athletes": [{"athlete": "A", "series": 3}]},
    ],
)
def test_no_shape_breaks_the_command(kind: str, shape: dict[str, Any]) -> None:
    (told,) = outcomes([{"id": "s", "kind": kind, **shape}])
    assert told["id"] == "s"
    assert json.loads(json.dumps(told)) == told


def test_a_case_that_draws_on_itself_is_refused() -> None:
    case = {"id": "t", "kind": "football.bracket", "slots": {"1": ["1A", "1B"]}, "from_cases": ["t"]}
    (told,) = outcomes([case])
    assert told["error"]["fields"] == {"from_cases": {"slug": "in_a_circle", "case": "t"}}
