"""Do headers, languages, failures and the home page hold what the interface guide promises?"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale, ngettext
from hypothesis import given
from hypothesis import strategies as st
from pymongo.errors import AutoReconnect

from services.portal import formats, refusals
from services.portal.accounts import Account
from services.portal.i18n import TRANSLATIONS, _read
from tests.unit.portal.stand_in import StandIn

THURSDAY = "2017-04-13T09:30:00+00:00"
DOMAINS = sorted(source.stem for source in (TRANSLATIONS / "ar" / "LC_MESSAGES").glob("*.po"))


def test_every_page_forbids_foreign_content_and_frames(chair: FlaskClient) -> None:
    headers = chair.get("/").headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_a_hashed_file_is_kept_for_a_year_and_a_bare_one_for_an_hour(app: Flask) -> None:
    with app.test_request_context():
        hashed = app.url_for("static", filename="fadaa.css")
    with app.test_client().get(hashed, buffered=True) as kept:
        assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with app.test_client().get("/static/fadaa.css", buffered=True) as bare:
        assert bare.headers["Cache-Control"] == "public, max-age=3600"


def test_the_language_link_keeps_the_page(app: Flask) -> None:
    browser = app.test_client()
    assert '<html lang="ar-MA" dir="rtl">' in browser.get("/login").text
    answer = browser.get("/language/fr?next=/login?next=/members")
    assert answer.location == "/login?next=/members"
    assert '<html lang="fr-MA" dir="ltr">' in browser.get("/login").text


def test_the_store_away_is_a_page_that_says_try_again(
    app: Flask, chair: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise AutoReconnect("gone")

    monkeypatch.setattr(app.extensions["who"].sessions, "find", away)
    answer = chair.get("/members")
    assert answer.status_code == 503
    assert "Elle reviendra d’elle-même" in answer.text


def test_a_page_that_fails_gives_a_reference_and_no_detail(
    app: Flask, chair: FlaskClient, monkeypatch: pytest.MonkeyPatch, services: StandIn
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(services, "registry_associations", broken)
    answer = chair.get("/members")
    assert answer.status_code == 500
    assert answer.headers["X-Correlation-Id"] in answer.text
    assert "secret detail" not in answer.text


def test_the_home_page_says_what_waits_and_what_comes_next(chair: FlaskClient, services: StandIn) -> None:
    services.events_announce_meeting(
        {"title": "الاجتماع العادي", "expected": 60, "starts_at": datetime(2099, 11, 26, 9, 30, tzinfo=UTC)}
    )
    services.announcements = [_told("invitation", 9, left_out=12), _told("moved", 10, failed=4, left_out=3)]
    services.add_import()
    page = chair.get("/").text
    assert '<bdi class="num" dir="ltr">2</bdi> points vous attendent' in page
    assert "7 personnes à appeler" in page
    assert "12 personnes" not in page
    assert "2 associations sont prêtes à être ajoutées ou modifiées" in page
    assert "jeudi 26 novembre 2099" in page


def _told(template: str, hour: int, **counts: int) -> dict[str, Any]:
    at = f"2026-11-20T{hour:02}:00:00+00:00"
    numbers = {"expected": 60, "people": 60, "messages": 57, "cost_centimes": 3990, "counts": counts}
    known = {"announcement_id": f"m1.{hour}", "meeting_id": "m1", "template": template, "state": "sending"}
    return {**known, **numbers, "opened_at": at, "updated_at": at}


def test_the_home_page_stands_while_every_service_is_away(chair: FlaskClient, services: StandIn) -> None:
    services.away = {"registry", "events", "notifications"}
    answer = chair.get("/")
    assert answer.status_code == 200
    assert "Une partie de cette page n’a pas pu être chargée" in answer.text


def test_an_administrator_is_told_of_held_messages(
    visitor: Callable[..., FlaskClient], account: Callable[..., Account], services: StandIn
) -> None:
    services.parked = 2
    assert "6 messages internes sont retenus" in visitor(account("administrator")).get("/").text


def test_health_names_who_does_not_answer(app: Flask, services: StandIn) -> None:
    browser = app.test_client()
    assert browser.get("/health").get_json()["status"] == "ok"
    services.away = {"events"}
    answer = browser.get("/health")
    assert answer.status_code == 503
    assert answer.get_json()["answers"] == {
        "store": True,
        "registry": True,
        "events": False,
        "notifications": True,
    }


def test_metrics_count_requests(app: Flask) -> None:
    browser = app.test_client()
    browser.get("/login")
    assert 'portal_requests_total{endpoint="login.shown",status="200"}' in browser.get("/metrics").text


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("ar_MA", ["لا جمعية", "جمعية واحدة", "جمعيتان", "3 جمعيات", "11 جمعية", "100 جمعية"]),
        ("fr_MA", ["0 association", "1 association", "2 associations", "3 associations"]),
    ],
)
def test_plurals_are_those_of_the_language(locale: str, expected: list[str], app: Flask) -> None:
    numbers = (0, 1, 2, 3, 11, 100)[: len(expected)]
    with app.test_request_context(), force_locale(locale):
        assert [ngettext("%(num)s association", "%(num)s associations", n) for n in numbers] == expected


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        (
            "ar_MA",
            [
                '<bdi class="num" dir="ltr">2.796.000</bdi>',
                '<bdi class="num" dir="ltr">1.234,56</bdi>\N{NO-BREAK SPACE}درهم',
                '<bdi class="tel" dir="ltr">0685 12 34 56</bdi>',
                "<bdi>الخميس 13 أبريل 2017</bdi>",
                '<bdi class="num" dir="ltr">10:30</bdi>',
            ],
        ),
        (
            "fr_MA",
            [
                '<bdi class="num" dir="ltr">2\u202f796\u202f000</bdi>',
                '<bdi class="num" dir="ltr">1\u202f234,56</bdi>\N{NO-BREAK SPACE}DH',
                '<bdi class="tel" dir="ltr">0685 12 34 56</bdi>',
                "<bdi>jeudi 13 avril 2017</bdi>",
                '<bdi class="num" dir="ltr">10:30</bdi>',
            ],
        ),
    ],
)
def test_values_are_isolated_and_written_as_in_morocco(locale: str, expected: list[str], app: Flask) -> None:
    with app.test_request_context(), force_locale(locale):
        shown = [
            formats.num(2_796_000),
            formats.money(123_456),
            formats.phone("+212685123456"),
            formats.day(THURSDAY),
            formats.hour(THURSDAY),
        ]
        assert shown == expected


@given(st.text())
def test_whatever_was_typed_is_shown_without_becoming_markup(written: str) -> None:
    shown = formats.phone(written)
    assert shown.removeprefix('<bdi class="tel" dir="ltr">').removesuffix("</bdi>").count("<") == 0


@pytest.mark.parametrize("locale", ["ar_MA", "fr_MA"])
def test_every_refusal_has_its_words_in_both_languages(locale: str, app: Flask) -> None:
    with app.test_request_context():
        with force_locale("en"):
            english = {slug: refusals.sentence(slug, "x") for slug in refusals.SENTENCES}
        with force_locale(locale):
            same = [slug for slug, words in english.items() if refusals.sentence(slug, "x") == words]
    assert same == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_say_the_same_things(domain: str) -> None:
    said = {
        language: {
            message.id
            for message in _read(TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po", language)
        }
        for language in ("ar", "fr")
    }
    assert said["ar"] == said["fr"]


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_nothing_is_left_untranslated(domain: str, language: str) -> None:
    catalogue = _read(TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po", language)
    empty = [
        m.id for m in catalogue if m.id and not all(m.string if isinstance(m.string, tuple) else (m.string,))
    ]
    assert empty == []


def test_every_sentence_of_the_code_and_the_templates_is_in_a_catalogue() -> None:
    """Names of the functions that mark a sentence: `_`, `gettext`, `lazy_gettext`, `ngettext`."""
    folder = TRANSLATIONS.parent
    marks = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    used = {found[2] for found in extract_from_dir(folder, methods, keywords=marks)}
    known = {
        message.id
        for domain in DOMAINS
        for message in _read(TRANSLATIONS / "ar" / "LC_MESSAGES" / f"{domain}.po", "ar")
    }
    assert used - known == set()
