"""How is a value shown? Always isolated, so that it cannot disturb the direction of the sentence round it."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import get_locale, gettext, lazy_gettext
from markupsafe import Markup, escape

from contracts.audience import PRESIDENT, SECRETARY_GENERAL, TREASURER
from services.portal.i18n import TIMEZONE
from services.portal.roles import ADMINISTRATOR, CHAIR, OFFICER, ORGANISER, READER, REFEREE

CASABLANCA = ZoneInfo(TIMEZONE)
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
MARKS = dict.fromkeys(map(ord, "\u200e\u200f"))  # Babel writes them, a <bdi> needs none

OFFICES = {
    PRESIDENT: lazy_gettext("President"),
    SECRETARY_GENERAL: lazy_gettext("Secretary general"),
    TREASURER: lazy_gettext("Treasurer"),
}
ROLE_NAMES = {
    ADMINISTRATOR: lazy_gettext("Administrator"),
    CHAIR: lazy_gettext("Chair of the network"),
    OFFICER: lazy_gettext("Association officer"),
    READER: lazy_gettext("Reader"),
    ORGANISER: lazy_gettext("Tournament organiser"),
    REFEREE: lazy_gettext("Referee"),
}


def num(value: float | None) -> Markup:
    return _left_to_right("" if value is None else _decimal(value))


def money(centimes: int | None) -> Markup:
    """Centimes of a dirham as `6,30 DH`; the unit by hand, because Babel's carries a direction mark."""
    if centimes is None:
        return Markup("")
    amount = _decimal(centimes / 100, "#,##0.00")
    return Markup("{}\u00a0{}").format(_left_to_right(amount), gettext("DH"))


def phone(written: str | None) -> Markup:
    """A Moroccan number as people here write it, another one as it is."""
    return _left_to_right(plain_phone(written), "tel")


def plain_phone(written: str | None) -> str:
    try:
        number = phonenumbers.parse(written or "", "MA")
    except phonenumbers.NumberParseException:
        return written or ""
    if number.country_code != 212 or not phonenumbers.is_possible_number(number):
        return written or ""
    digits = f"0{number.national_number}"
    return " ".join([digits[:4], *(digits[i : i + 2] for i in range(4, len(digits), 2))])


def day(value: Any) -> Markup:
    """`Thursday 13 April 2017`, in Morocco."""
    return name(_date(value, "EEEE d MMMM y"))


def short_day(value: Any) -> Markup:
    return _left_to_right(_date(value, "dd/MM/y"))


def month(value: Any) -> Markup:
    return name(_date(value, "MMMM"))


def day_number(value: Any) -> str:
    return _date(value, "d")


def hour(value: Any) -> Markup:
    moment_ = as_moment(value)
    return _left_to_right(
        format_time(moment_, "HH:mm", tzinfo=CASABLANCA, locale=get_locale()) if moment_ else ""
    )


def moment(value: Any) -> Markup:
    return Markup("{} {}").format(short_day(value), hour(value))


def ref(value: Any) -> Markup:
    return _left_to_right("" if value is None else str(value))


def name(value: Any) -> Markup:
    return Markup("<bdi>{}</bdi>").format("" if value is None else str(value))


def isolated(value: Any) -> str:
    """For attributes and titles, where no markup can be."""
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}"


def office_name(office: str) -> str:
    return str(OFFICES.get(office, office))


def role_name(role: str) -> str:
    return str(ROLE_NAMES.get(role, role))


def as_moment(value: Any) -> datetime | None:
    """From what JSON carries or the store gives."""
    if isinstance(value, str) and value:
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value
    return None


def teach(app: Flask) -> None:
    for show in (
        num,
        money,
        phone,
        day,
        short_day,
        month,
        day_number,
        hour,
        moment,
        ref,
        name,
        isolated,
        office_name,
        role_name,
    ):
        app.add_template_filter(show)
    app.jinja_env.globals.update(office_name=office_name, role_name=role_name)


def _decimal(value: float, pattern: str | None = None) -> str:
    return format_decimal(value, pattern, locale=get_locale()).translate(MARKS)


def _date(value: Any, pattern: str) -> str:
    moment_ = as_moment(value)
    on = moment_.astimezone(CASABLANCA).date() if moment_ else value
    return format_date(on, pattern, locale=get_locale()) if isinstance(on, date) else ""


def _left_to_right(text: str, kind: str = "num") -> Markup:
    return Markup('<bdi class="{}" dir="ltr">{}</bdi>').format(kind, escape(text))
