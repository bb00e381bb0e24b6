"""How does somebody come in and go out?"""

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from chassis.clock import now
from chassis.errors import Refused
from services.portal.accounts import Account
from services.portal.addresses import local_address
from services.portal.errors import shown_again
from services.portal.i18n import remember
from services.portal.who import who

bp = Blueprint("login", __name__)


@bp.get("/login")
def shown() -> str | Response:
    if current_user.is_authenticated:
        return redirect(url_for("home.home"))
    return render_template("login/login.html", values={}, errors={}, next=request.args.get("next", "/"))


@bp.post("/login")
def enter() -> Response:
    login, password = request.form.get("login", ""), request.form.get("password", "")
    if not who().attempts.allowed(login, request.remote_addr or "", now()):
        return make_response(_again("too_many_attempts", login), 429)
    account = who().accounts.proven(login, password)
    if account is None:
        return _again("wrong_login", login)
    who().attempts.forgive(login, now())
    return _let_in(account)


@bp.post("/logout")
def log_out() -> Response:
    who().sessions.close(current_user.get_id())
    logout_user()
    session.clear()
    return redirect(url_for("login.shown"))


def _let_in(account: Account) -> Response:
    """A new session id each time: one that was planted before is worth nothing."""
    session.clear()
    session.permanent = True
    login_user(who().sessions.open(account, now()))
    return remember(redirect(local_address(request.form.get("next", ""))), account.language)


def _again(slug: str, login: str) -> Response:
    refused = Refused("invalid", {"login": slug})
    return shown_again(
        "login/login.html", refused, values={"login": login}, next=request.form.get("next", "/")
    )
