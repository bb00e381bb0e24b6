"""Do the catalogues of a language say one thing in one way?"""

from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from contracts.audience import LANGUAGES
from services.portal.i18n import TRANSLATIONS

HELD_OTHERWISE = "محجوز"  # docs/glossary.md: a message that waits for a decision is "محتجزة"
Catalogues = dict[str, dict[str, Message]]


def catalogues(language: str) -> Catalogues:
    """{file name: {the English words: their message}}"""
    return {source.name: _messages(source) for source in (TRANSLATIONS / language).rglob("*.po")}


def _messages(source: Path) -> dict[str, Message]:
    with source.open("rb") as file:
        return {_words(message): message for message in read_po(file) if message.id}


def _words(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _differing(language: str) -> list[str]:
    said: dict[str, set[Any]] = {}
    for catalogue in catalogues(language).values():
        for words, message in catalogue.items():
            said.setdefault(words, set()).add(message.string)
    return sorted(words for words, strings in said.items() if len(strings) > 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_in_two_catalogues_stands_there_alike(language: str) -> None:
    assert {"messages.po", "meetings.po"} <= catalogues(language).keys() == catalogues("ar").keys()
    assert _differing(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated(language: str) -> None:
    said = [(words, m.string) for one in catalogues(language).values() for words, m in one.items()]
    assert [words for words, string in said if not _is_whole(string)] == []


def test_a_held_message_has_one_name() -> None:
    said = [(words, str(m.string)) for one in catalogues("ar").values() for words, m in one.items()]
    assert [words for words, string in said if HELD_OTHERWISE in string] == []


def _is_whole(string: Any) -> bool:
    """Each plural form, or the one text."""
    return all(string) if isinstance(string, tuple) else bool(string)
