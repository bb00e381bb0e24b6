"""What may a browser do with our pages, and how long may it keep them?"""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, request, url_for
from werkzeug.wrappers import Response

STATIC = Path(__file__).parent / "static"
CONTENT_SECURITY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # the width of a bar is a style attribute
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "object-src 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
FOR_A_YEAR = "public, max-age=31536000, immutable"
FOR_AN_HOUR = "public, max-age=3600"


def protect(app: Flask) -> None:
    app.after_request(_add_headers)
    app.url_defaults(_add_version)
    app.jinja_env.globals["asset"] = asset


def asset(filename: str) -> str:
    return url_for("static", filename=filename)


def _add_headers(response: Response) -> Response:
    for header, value in HEADERS.items():
        response.headers.setdefault(header, value)
    if request.endpoint == "static" and response.status_code in (200, 304):
        response.headers["Cache-Control"] = FOR_A_YEAR if _never_changes() else FOR_AN_HOUR
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _never_changes() -> bool:
    return "v" in request.args or "/vendor/fonts/" in request.path


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    """An address carries its file's hash; a font's does not, since the style sheet names it too."""
    filename = values.get("filename", "")
    if endpoint == "static" and not filename.startswith("vendor/fonts/"):
        values.setdefault("v", _version(filename))


@cache
def _version(filename: str) -> str | None:
    path = STATIC / filename
    return sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else None
