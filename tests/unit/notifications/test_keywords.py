"""Is a reply understood as the person meant it, and is nothing read into a sentence?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.keywords import KEYWORDS, Reply, read_reply

MEANT = {
    Reply.COMING: [
        "1",
        " 1 ",
        "1.",
        "«1»",
        '"1"',
        "(1)",
        "1\n",
        "١",
        "۱",
        "１",
        "1️⃣",
        "①",
        "\u200f1",
        "1 !",
        "١.",
        "oui",
        "Oui.",
        "OUI !",
        "نعم",
        "نَعَم",
        "نعـم",
    ],
    Reply.NOT_COMING: ["2", "٢", "۲", " 2 .", "non", "NON", "لا", "لا.", "ﻻ", "لاَ"],
    Reply.OPT_OUT: [
        "STOP",
        "stop",
        " Stop ",
        "STOP.",
        "«STOP»",
        "ＳＴＯＰ",
        "ARRET",
        "arrêt",
        "ARRÊT",
        "arre\u0302t",
        "إيقاف",
        "ايقاف",
        "أيقاف",
        "إِيقَاف",
        "إيقــاف",
        "ایقاف",
        "إيقاف.",
        " \u200fإيقاف ",
        "توقف",
        "تَوَقُّف",
    ],
    Reply.OPT_IN: ["START", "start.", "Start", "بدء", "بدأ", "بَدْء", "بـدء"],
}

FREE = [
    "",
    " ",
    ".",
    "STOP 12345",
    "12345 STOP",
    "لا توقفوا",
    "لا توقف",
    "لا\nتوقف",
    "لا.توقف",
    "stop it",
    "STOPS",
    "arrêtez",
    "s t o p",
    "توقفوا",
    "11",
    "12",
    "1 2",
    "1/2",
    "1.2",
    "01",
    "21",
    "3",
    "0",
    "one",
    "oui mais",
    "oui non",
    "نعم لا",
    "الا",
    "je viens",
    "سأحضر",
    "restart",
    "👍",
    "١٢",
    "1er",
    "2e",
]


@pytest.mark.parametrize(
    ("text", "reply"), [(text, reply) for reply, texts in MEANT.items() for text in texts]
)
def test_a_keyword_alone_is_understood(text: str, reply: Reply) -> None:
    assert read_reply(text) is reply


@pytest.mark.parametrize("text", FREE)
def test_anything_more_than_a_keyword_is_free_text(text: str) -> None:
    assert read_reply(text) is None


STRAY = st.text(st.sampled_from(" .\n\t\"'«»,;:!?()-\u200e\u200f\u0640\u00a0"), max_size=5)


@given(STRAY, st.sampled_from(sorted(KEYWORDS)), STRAY)
def test_stray_signs_round_a_keyword_do_not_matter(before: str, keyword: str, after: str) -> None:
    assert read_reply(before + keyword.upper() + after) is KEYWORDS[keyword]


@given(st.sampled_from(sorted(KEYWORDS)), st.sampled_from(sorted(KEYWORDS)))
def test_two_keywords_together_mean_neither(one: str, other: str) -> None:
    assert read_reply(f"{one} {other}") is None


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert read_reply(text) in {None, *Reply}
    assert read_reply(f"{text} xyz") is None


def test_answers_are_spelled_as_the_fact_has_them() -> None:
    assert [reply.value for reply in Reply] == ["coming", "not_coming", "opt_out", "opt_in"]
