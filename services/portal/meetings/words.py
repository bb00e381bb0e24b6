"""How is a count, an audience or a fate said in a sentence? Plurals and lists by the catalogues."""

from datetime import datetime
from typing import Any

from babel.dates import format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from flask import request, url_for
from flask_babel import get_locale, lazy_gettext, ngettext
from flask_babel import gettext as _

from contracts.audience import PRESIDENT, SECRETARY_GENERAL, TREASURER
from services.portal.formats import CASABLANCA, ref
from services.portal.i18n import language
from services.portal.meetings.progress import Progress

MARKS = dict.fromkeys(map(ord, "\u200e\u200f"))
NAMED_AT_MOST = 4

# both genders: these name whoever holds the office
HOLDERS = {
    PRESIDENT: lazy_gettext("Presidents"),
    SECRETARY_GENERAL: lazy_gettext("Secretaries general"),
    TREASURER: lazy_gettext("Treasurers"),
}

WHY = {
    "no_phone": lazy_gettext("No phone number recorded"),
    "landline": lazy_gettext("A landline does not receive SMS"),
    "invalid": lazy_gettext("The number cannot be read"),
    "opted_out": lazy_gettext("Asked to receive no more SMS"),
    "undelivered": lazy_gettext("The number is out of service or unreachable"),
    "expired": lazy_gettext("The phone stayed off or out of coverage"),
    "rejected": lazy_gettext("The operator refused this number"),
    "refused": lazy_gettext("The gateway refused this message"),
    "retries_exhausted": lazy_gettext("Several attempts, none passed"),
    "too_late": lazy_gettext("The meeting began before it could be sent"),
    "too_long": lazy_gettext("The text was over the limit of parts"),
    "superseded": lazy_gettext("Replaced by a later message"),
    "no_receipt": lazy_gettext("Sent, but no receipt came: it may have arrived"),
}

FATES = {
    "planned": ("", lazy_gettext("Queued")),
    "queued": ("", lazy_gettext("Queued")),
    "accepted": ("info", lazy_gettext("Sent, receipt awaited")),
    "sent": ("info", lazy_gettext("Sent, receipt awaited")),
    "doubtful": ("warn", lazy_gettext("In doubt, receipt awaited")),
    "delivered": ("ok", lazy_gettext("Delivered to the phone")),
    "failed": ("bad", lazy_gettext("Not delivered")),
    "unknown": ("warn", lazy_gettext("No receipt")),
    "left_out": ("warn", lazy_gettext("No SMS")),
    "suppressed": ("warn", lazy_gettext("No SMS")),
    "sharing": ("", lazy_gettext("On a shared phone")),
    "superseded": ("", lazy_gettext("Replaced by a later message")),
}


def plain(count: int) -> str:
    return format_decimal(count, locale=get_locale()).translate(MARKS)


def people(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count, n=plain(count))


def people_told(count: int) -> str:
    return ngettext("%(n)s person already told", "%(n)s people already told", count, n=plain(count))


def messages(count: int) -> str:
    return ngettext("%(n)s message", "%(n)s messages", count, n=plain(count))


def parts(count: int) -> str:
    return ngettext("%(n)s part", "%(n)s parts", count, n=plain(count))


def characters_left(count: int) -> str:
    return ngettext(
        "%(n)s character left in this part", "%(n)s characters left in this part", count, n=plain(count)
    )


def chosen_communes(count: int) -> str:
    return ngettext("%(n)s commune chosen", "%(n)s communes chosen", count, n=plain(count))


def standing(latest: Progress | None) -> str:
    """The one sentence under the title of a meeting."""
    if latest is None or latest.state == "planning":
        return _("The list is being prepared.")
    said = [delivered_to(latest.delivered), *([to_phone(latest.attention)] if latest.attention else [])]
    return _("; ").join(said) + "."


def delivered_to(count: int) -> str:
    return ngettext(
        "The message was delivered to %(n)s person",
        "The message was delivered to %(n)s people",
        count,
        n=plain(count),
    )


def to_phone(count: int) -> str:
    return ngettext("%(n)s person to phone", "%(n)s people to phone", count, n=plain(count))


def minutes_left(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return _("Less than a minute left")
    return ngettext("About %(n)s minute left", "About %(n)s minutes left", minutes, n=plain(minutes))


def why(reason: str | None) -> str:
    return str(WHY.get(reason or "no_receipt", WHY["refused"]))


def fate(state: str) -> tuple[str, str]:
    """(kind of tag, words)."""
    kind, words = FATES.get(state, FATES["planned"])
    return kind, str(words)


def audience_sentence(audience: dict[str, list[str]], communes: list[dict[str, str]]) -> str:
    """`Presidents and treasurers, in Ben Guerir and Labrikiyne`."""
    offices = _(", ").join(str(HOLDERS[office]) for office in audience["offices"]) or _("All officers")
    if not audience["communes"]:
        return _("%(offices)s, in the whole province", offices=offices)
    names = {commune["name"]: commune[language()] for commune in communes}
    chosen = [names.get(name, name) for name in audience["communes"]]
    if len(chosen) > NAMED_AT_MOST:
        return _("%(offices)s, in %(places)s", offices=offices, places=chosen_communes(len(chosen)))
    return _("%(offices)s, in %(places)s", offices=offices, places=_listed(chosen))


def clock(moment: datetime) -> Any:
    """To the second, isolated."""
    return ref(format_time(moment, "HH:mm:ss", tzinfo=CASABLANCA, locale=get_locale()))


def page_address(number: int) -> str:
    """Another page of the list that is shown, its filters kept."""
    assert request.endpoint is not None
    return url_for(
        request.endpoint, **{**(request.view_args or {}), **request.args.to_dict(), "page": number}
    )


def in_templates() -> dict[str, Any]:
    """The words that a page of meetings may ask for."""
    return {
        "people": people,
        "people_told": people_told,
        "messages": messages,
        "parts": parts,
        "characters_left": characters_left,
        "chosen_communes": chosen_communes,
        "standing": standing,
        "minutes_left": minutes_left,
        "why": why,
        "fate": fate,
        "holders": HOLDERS,
        "audience_sentence": audience_sentence,
        "clock": clock,
        "page_address": page_address,
    }


def _listed(words: list[str]) -> str:
    return format_list(words, locale=get_locale()) if words else ""
