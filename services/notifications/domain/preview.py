"""What will the chair confirm: how many people, which words, at what price?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from contracts.audience import LANGUAGES
from services.notifications.domain.alphabet import measure
from services.notifications.domain.audience import Counted
from services.notifications.texts.render import INVITATION, MOVED, render


@dataclass(frozen=True)
class Terms:
    """What the office agreed with its operator. `network` signs the text; empty signs nothing."""

    part_price_centimes: int
    max_parts: int
    sender: str
    reply_number: str
    network: str = ""


def preview(counted: Counted, meeting: Mapping[str, Any] | None, terms: Terms) -> dict[str, Any]:
    """An `AudiencePreview`. `meeting` gives `title`, `starts_at` and `place`; None leaves the texts out."""
    texts = [_text(language, counted, meeting, terms) for language in LANGUAGES] if meeting else []
    parts = sum(text["parts"] * text["people"] for text in texts)
    return {
        "people": counted.people,
        "reachable": counted.reachable,
        "messages": counted.messages,
        "sharing": counted.sharing,
        "left_out": [{"reason": reason, **asdict(left)} for reason, left in sorted(counted.left_out.items())],
        "texts": texts,
        "parts": parts,
        "cost_centimes": parts * terms.part_price_centimes,
        "too_long": any(text["parts"] > terms.max_parts for text in texts if text["people"]),
        "sender": terms.sender,
        "reply_number": terms.reply_number,
    }


def parts_by_language(meeting: Mapping[str, Any], terms: Terms) -> dict[str, int]:
    """Parts of the longest text that such a meeting can need."""
    return {
        language: max(
            measure(_words(template, language, meeting, terms)).parts for template in (INVITATION, MOVED)
        )
        for language in LANGUAGES
    }


def _text(language: str, counted: Counted, meeting: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    text = _words(INVITATION, language, meeting, terms)
    people = counted.languages.get(language, 0)
    return {"language": language, "text": text, **asdict(measure(text)), "people": people}


def _words(template: str, language: str, meeting: Mapping[str, Any], terms: Terms) -> str:
    told = {name: meeting[name] for name in ("title", "starts_at", "place")}
    return render(template, language, {**told, "reply_number": terms.reply_number, "network": terms.network})
