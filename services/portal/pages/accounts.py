"""Who has an account? The administrator's list; and everybody's own language, password and keys."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import login_user
from werkzeug.wrappers import Response

from chassis.clock import now
from chassis.errors import Refused, Unavailable
from contracts.audience import LANGUAGES
from services.portal.accounts import (
    AccountChange,
    NewAccount,
    check_association,
    check_new_password,
    generated_password,
)
from services.portal.calls import call
from services.portal.errors import shown_again
from services.portal.formats import role_name
from services.portal.forms import loaded, typed
from services.portal.i18n import remember
from services.portal.roles import OFFICER, ROLES
from services.portal.tokens import DAYS
from services.portal.who import signed_in, who

bp = Blueprint("accounts", __name__)

FORM, MINE = "accounts/form.html", "accounts/mine.html"


@bp.get("/accounts")
def listed() -> str:
    return render_template("accounts/list.html", accounts=who().accounts.all())


@bp.get("/accounts/new")
def new() -> str:
    values = {"role": OFFICER, "language": "ar", "association_id": request.args.get("association_id", "")}
    return render_template(FORM, values=values, errors={}, known=None, **_choices())


@bp.post("/accounts/new")
def add() -> Response:
    values = typed(request.form, "login", "name", "role", "language", "association_id")
    values["login"] = values["login"].lower()
    password = generated_password()
    try:
        new_account = _tied(
            loaded(NewAccount, {**values, "association_id": values["association_id"] or None})
        )
        who().accounts.add(new_account, password, at=now(), by=signed_in().account_id)
    except (Refused, Unavailable) as error:
        return shown_again(FORM, error, values=values, known=None, **_choices())
    return make_response(render_template("accounts/password.html", login=values["login"], password=password))


@bp.get("/accounts/<id:account_id>")
def edit(account_id: str) -> str:
    known = who().accounts.get(account_id)
    return render_template(FORM, values=vars(known), errors={}, known=known, **_choices())


@bp.post("/accounts/<id:account_id>")
def save(account_id: str) -> Response:
    known = who().accounts.get(account_id)
    values = typed(request.form, "name", "role", "association_id", "disabled")
    wanted = {
        **values,
        "association_id": values["association_id"] or None,
        "disabled": bool(values["disabled"]),
    }
    try:
        who().accounts.change(account_id, _tied(loaded(AccountChange, wanted)))
    except (Refused, Unavailable) as error:
        return shown_again(FORM, error, values=wanted, known=known, **_choices())
    if wanted["disabled"]:
        who().sessions.close_all(account_id)
    flash(_("Saved: %(name)s", name=values["name"]), "ok")
    return redirect(url_for("accounts.listed"))


@bp.post("/accounts/<id:account_id>/password")
def reset(account_id: str) -> str:
    """A password for one visit; it is shown now and never again."""
    account, password = who().accounts.get(account_id), generated_password()
    who().accounts.set_password(account_id, password, temporary=True)
    who().sessions.close_all(account_id)
    who().tokens.withdraw_all(account_id)
    return render_template("accounts/password.html", login=account.login, password=password)


@bp.get("/account")
def mine() -> str:
    return render_template(MINE, **_mine())


@bp.post("/account/language")
def set_language() -> Response:
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        return shown_again(MINE, Refused("invalid", {"language": "not_a_choice"}), **_mine())
    who().accounts.set_language(signed_in().account_id, chosen)
    return remember(redirect(url_for("accounts.mine")), chosen)


@bp.post("/account/password")
def set_password() -> Response:
    """Ends every other visit of this account, and opens a new one here."""
    account = signed_in()
    form = {name: request.form.get(name, "") for name in ("password", "new_password", "repeated")}
    try:
        if who().accounts.proven(account.login, form["password"]) is None:
            raise Refused("invalid", {"password": "wrong_password"})
        check_new_password(form["new_password"], form["repeated"], account.login)
    except Refused as error:
        return shown_again(MINE, error, **_mine())
    who().accounts.set_password(account.account_id, form["new_password"], temporary=False)
    who().sessions.close_all(account.account_id)
    login_user(who().sessions.open(account, now()))
    flash(_("The new password is saved"), "ok")
    return redirect(url_for("accounts.mine"))


@bp.post("/account/tokens")
def make_token() -> Response:
    label, days = request.form.get("label", "").strip()[:80], request.form.get("days", "")
    try:
        if not label:
            raise Refused("invalid", {"label": "missing"})
        if days not in map(str, DAYS):
            raise Refused("invalid", {"days": "not_a_choice"})
        token = who().tokens.make(signed_in().account_id, label, int(days), now())
    except Refused as error:
        return shown_again(MINE, error, **{**_mine(), "values": {"label": label, "days": days}})
    return make_response(render_template(MINE, **_mine(), new_token=token))


@bp.post("/account/tokens/<id:token_id>/withdraw")
def withdraw_token(token_id: str) -> Response:
    who().tokens.withdraw(signed_in().account_id, token_id)
    flash(_("The key is withdrawn"), "ok")
    return redirect(url_for("accounts.mine"))


def _mine() -> dict[str, object]:
    account = signed_in()
    tokens = who().tokens.of(account.account_id, now())
    choices = [(str(days), ngettext("%(num)s day", "%(num)s days", days)) for days in DAYS]
    return {"mine": account, "tokens": tokens, "day_choices": choices, "values": {}, "errors": {}}


def _choices() -> dict[str, object]:
    return {"role_choices": [(role, role_name(role)) for role in ROLES]}


def _tied(wanted: dict[str, object]) -> dict[str, object]:
    """An association officer's association must exist."""
    tied = check_association(wanted)
    if tied["association_id"]:
        call("registry", "association", {"association_id": tied["association_id"]})
    return tied
