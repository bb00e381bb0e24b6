"""May this request go on? One question before every page and every API call, answered by `roles.py`."""

from flask import Flask, redirect, request, url_for
from flask_login import LoginManager
from werkzeug.exceptions import Forbidden, Unauthorized
from werkzeug.wrappers import Response

from services.portal.roles import PUBLIC, WHO_MAY, may
from services.portal.who import asking, asking_the_api, load_session

WITH_A_TEMPORARY_PASSWORD = frozenset(
    {"accounts.mine", "accounts.set_password", "login.log_out", "language.choose"}
)


def guard(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = (
        None  # a phone changes its address on the road; the id is random and revocable
    )
    manager.user_loader(load_session)
    app.before_request(_refuse_or_pass)


def _refuse_or_pass() -> Response | None:
    endpoint = request.endpoint
    if endpoint is None:  # no such address: the 404 or 405 page follows
        return None
    if WHO_MAY.get(endpoint) is PUBLIC:
        return None
    account = asking()
    if account is None:
        return _ask_to_sign_in()
    if not may(account.role, endpoint):
        raise Forbidden
    if account.must_change and not asking_the_api() and endpoint not in WITH_A_TEMPORARY_PASSWORD:
        return redirect(url_for("accounts.mine"))
    return None


def _ask_to_sign_in() -> Response:
    if asking_the_api():
        raise Unauthorized
    if request.headers.get("HX-Request"):  # a fragment must not swallow the sign-in page
        return Response(status=401, headers={"HX-Refresh": "true"})
    back = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("login.shown", next=back))
