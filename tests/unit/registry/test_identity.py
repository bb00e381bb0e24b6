import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.registry.domain.identity import match_key, normal, place_key

SAME_NAME = [
    ("المديرية", "المدیریة"),
    ("الإقليمي", "الاقليمي"),
    ("أزيلال", "أزیلال"),
    ("نظّمت", "نظمت"),
    ("عبد اللطيف", "عبداللطيف"),
    ("عبد\u00a0اللطيف", "عبد اللطيف"),
    ("مصطفي", "مصطفى"),
    ("الرحامنة", "الرحامنه"),
    ("كـــرة", "كرة"),
    ("کالخياطة", "كالخياطة"),
    ("أحمد", "احمد"),
    ("آيت الطالب", "أيت الطالب"),
    ("زكرياء", "زكريا"),
    ("مسؤول", "مسوول"),
    ("\u200fيهدف\u200c هذا المركز", "يهدفهذاالمركز"),
    ("ﻻ إله", "لا اله"),
    ("جمعية ١٢", "جمعيه 12"),
    ("«الأمل»", "الأمل"),
    ("Aït-Hammou", "AIT HAMMOU"),
    ("M’diq", "M'diq"),
    ("Œuvre", "oeuvre"),
]
DIFFERENT_NAME = [
    ("أمينة", "مينة"),
    ("محمد", "أحمد"),
    ("حسن", "حسين"),
    ("نادية", "نادي"),
    ("الزعيم", "الزعيمي"),
    ("جمعية الأمل 1", "جمعية الأمل 2"),
]


@pytest.mark.parametrize(("one", "other"), SAME_NAME)
def test_two_spellings_are_one_name(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT_NAME)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_the_prosthetic_alef_is_dropped_for_places_alone() -> None:
    assert place_key("اخنيفرة") == place_key("خنيفرة")
    assert match_key("اخنيفرة") != match_key("خنيفرة")


def test_words_stay_apart_in_the_normal_form() -> None:
    assert normal("  عبدُ\tاللّطيف   الزعیم ") == "عبد اللطيف الزعيم"


@given(st.text())
@example("İ")
@example("ﬅ")
@example("ᾼ")
@example("\u0345")
def test_the_normal_form_of_a_normal_form_is_itself(written: str) -> None:
    assert normal(normal(written)) == normal(written)
    assert match_key(match_key(written)) == match_key(written)
    assert place_key(written) == place_key(normal(written))


@given(
    st.text(), st.sampled_from("\u200e\u200f\u200b\u200d\ufeff\u0640\u064b\u0651\u00ad"), st.integers(0, 50)
)
def test_a_sign_that_nobody_sees_changes_nothing(written: str, sign: str, place: int) -> None:
    assert match_key(written[:place] + sign + written[place:]) == match_key(written)
