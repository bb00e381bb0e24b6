"""Would the checker see what goes wrong?"""

import pytest

from tests.faults.checker import Verdict, is_in_order, judge


@pytest.mark.parametrize(
    ("commanded", "effects", "unknown", "verdict"),
    [
        ("ab", "ab", "", Verdict()),
        ("ab", "a", "", Verdict(lost=("b",))),
        ("ab", "aab", "", Verdict(duplicated=("a",))),
        ("a", "ab", "", Verdict(unexpected=("b",))),
        ("ab", "a", "b", Verdict(unknown=("b",))),
        ("ab", "ab", "b", Verdict(unknown=("b",))),
        ("ab", "abb", "b", Verdict(duplicated=("b",), unknown=("b",))),
        ("a", "a", "b", Verdict(unexpected=("b",), unknown=("b",))),
    ],
)
def test_each_kind_of_harm_is_seen(commanded: str, effects: str, unknown: str, verdict: Verdict) -> None:
    assert judge(commanded, effects, unknown) == verdict


def test_order_is_judged_by_subject() -> None:
    assert is_in_order(["a/1", "b/1", "a/2", "b/2"])
    assert not is_in_order(["a/2", "a/1"])
    assert not is_in_order(["a/1", "a/3"])


def test_a_verdict_is_one_line() -> None:
    assert str(Verdict(lost=("a",))) == "lost 1, duplicated 0, unexpected 0, unknown 0"
