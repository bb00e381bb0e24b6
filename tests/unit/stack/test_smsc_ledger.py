"""What of a ledger can be read while it is being written?"""

from pathlib import Path

from stack.kannel.smsc_ledger import Ledger, submits


def test_a_line_that_is_half_written_is_not_read_yet(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    Ledger(path).write("submit", id="1")
    with path.open("a") as file:
        file.write('{"event": "submit", "id"')
    assert [one["id"] for one in submits(path)] == ["1"]
    with path.open("a") as file:
        file.write(': "2"}\n')
    assert [one["id"] for one in submits(path)] == ["1", "2"]
