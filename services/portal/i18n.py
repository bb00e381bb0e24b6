"""In which language is this answered? Arabic first, French second; English for scripts that ask for it.

All `*.po` of a language are one catalogue, merged and compiled when the portal starts if one is newer.
"""

import os
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Blueprint, Flask, redirect, request, url_for
from flask_babel import Babel, get_locale
from werkzeug.wrappers import Response

from contracts.audience import ARABIC, LANGUAGES
from services.portal.addresses import local_address
from services.portal.who import asking_the_api

COOKIE = "language"
A_YEAR_S = 365 * 24 * 3600
TIMEZONE = "Africa/Casablanca"
TRANSLATIONS = Path(__file__).parent / "translations"
COMPILED = "fadaa"
LOCALES = {"ar": "ar_MA", "fr": "fr_MA", "en": "en"}
DIRECTIONS = {"ar": "rtl", "fr": "ltr", "en": "ltr"}

bp = Blueprint("language", __name__)


def speak(app: Flask) -> None:
    for language in LANGUAGES:
        compile_catalogue(TRANSLATIONS / language / "LC_MESSAGES", language)
    Babel(
        app,
        default_locale=LOCALES[ARABIC],
        default_domain=COMPILED,
        default_translation_directories=str(TRANSLATIONS),
        default_timezone=TIMEZONE,
        locale_selector=lambda: LOCALES[wanted_language()],
    )
    app.register_blueprint(bp)


def wanted_language() -> str:
    if asking_the_api():
        return request.accept_languages.best_match([*LANGUAGES, "en"], ARABIC)
    chosen = request.cookies.get(COOKIE, ARABIC)
    return chosen if chosen in LANGUAGES else ARABIC


def language() -> str:
    """Of the answer being written: `ar`, `fr` or, in the API alone, `en`."""
    locale = get_locale()
    return locale.language if locale else ARABIC


@bp.get("/language/<any(ar,fr):chosen>")
def choose(chosen: str) -> Response:
    """Keeps the same page."""
    return remember(redirect(local_address(request.args.get("next", ""))), chosen)


def remember(response: Response, chosen: str) -> Response:
    response.set_cookie(COOKIE, chosen, max_age=A_YEAR_S, httponly=True, samesite="Lax")
    return response


def other_language_url() -> str:
    other = "fr" if language() == "ar" else "ar"
    here = request.full_path.rstrip("?") if request.method == "GET" else request.path
    return url_for("language.choose", chosen=other, next=here)


def compile_catalogue(folder: Path, language: str) -> None:
    """Writes `fadaa.mo` unless it is newer than every `.po` beside it."""
    sources, target = sorted(folder.glob("*.po")), folder / f"{COMPILED}.mo"
    newest = max((source.stat().st_mtime_ns for source in sources), default=0)
    if target.exists() and target.stat().st_mtime_ns >= newest:
        return
    compiled = BytesIO()
    write_mo(compiled, _merged(sources, language))
    with NamedTemporaryFile(
        dir=folder, suffix=".mo", delete=False
    ) as file:  # several workers may start at once
        file.write(compiled.getvalue())
    os.replace(file.name, target)


def _merged(sources: list[Path], language: str) -> Catalog:
    """One catalogue. Babel's own Arabic plurals swap 11-99 and 100-102, so the files state theirs."""
    catalogues = [_read(source, language) for source in sources]
    if len({catalogue.plural_forms for catalogue in catalogues}) > 1:
        raise ValueError(f"catalogues of {language} differ in Plural-Forms")
    merged = catalogues[0]
    for message in (message for catalogue in catalogues[1:] for message in catalogue if message.id):
        merged[message.id] = message
    return merged


def _read(source: Path, language: str) -> Catalog:
    with source.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)
