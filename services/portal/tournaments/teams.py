"""Who takes part? A team of an institution, of an association, or a guest of another province."""

from collections import Counter
from typing import Any

from flask import flash, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from chassis.errors import Refused, Unavailable
from contracts.events.tournament_commands import SaveTeam, WithdrawTeam
from services.portal.calls import call, call_if_there
from services.portal.errors import shown_again
from services.portal.forms import form_key, new_key, typed, version
from services.portal.i18n import language
from services.portal.institutions.choices import commune_choices
from services.portal.tournaments.checked import refuse_unless_loadable
from services.portal.tournaments.competitions import to_competition
from services.portal.tournaments.reading import (
    Data,
    competition,
    competition_if_there,
    key_after,
    team_of,
)
from services.portal.tournaments.short_names import proposed

FORM, WITHDRAW = "tournaments/team.html", "tournaments/withdraw.html"
NOT_YET = "-"  # without a name there is no short one either: the name alone is asked for
FIELDS = ("name", "short", "institution_id", "association_id", "guest_of")


def new_team(competition_id: str) -> str:
    return _form(competition(competition_id), None, {})


def add_team(competition_id: str) -> Response:
    return _saved(competition_id, None)


def edit_team(competition_id: str, team_id: str) -> str:
    known = competition(competition_id)
    team = team_of(known, team_id)
    return _form(known, team_id, {name: team[name] or "" for name in FIELDS})


def save_team(competition_id: str, team_id: str) -> Response:
    return _saved(competition_id, team_id)


def ask_withdraw(competition_id: str, team_id: str) -> str:
    known = competition(competition_id)
    page = {"known": known, "team": team_of(known, team_id), "team_id": team_id}
    return render_template(WITHDRAW, **page, values={}, key=new_key(), problem=None, errors={})


def withdraw(competition_id: str, team_id: str) -> Response:
    values = typed(request.form, "why", "annul", "team_name")
    command = {
        "competition_id": competition_id,
        "version": version(),
        "team_id": team_id,
        "annul": values["annul"] != "no",
        "why": values["why"],
    }
    try:
        refuse_unless_loadable(WithdrawTeam, command)
        call("events", "withdraw_team", command, key=form_key())
    except (Refused, Unavailable) as error:
        known, team = competition_if_there(competition_id), {"name": values["team_name"]}
        page = {"known": known, "team": team, "team_id": team_id, "values": values}
        return shown_again(WITHDRAW, error, **page, key=key_after(error))
    flash(_("%(name)s has withdrawn.", name=values["team_name"]), "ok")
    return to_competition(competition_id, "teams")


def _saved(competition_id: str, team_id: str | None) -> Response:
    values = typed(request.form, *FIELDS, "search")
    if request.form.get("step") == "search" or _only_searched(values):
        return make_response(_form(competition_if_there(competition_id), team_id, values, key=form_key()))
    known = competition_if_there(competition_id)
    values = _completed(values, known, team_id)
    command: dict[str, Any] = {
        "competition_id": competition_id,
        "version": version(),
        "team_id": team_id,
        **{name: values[name] for name in ("name", "guest_of")},
        "short": values["short"] or NOT_YET,
        **{name: values[name] or None for name in ("institution_id", "association_id")},
    }
    try:
        refuse_unless_loadable(SaveTeam, command)
        call("events", "save_team", command, key=form_key())
    except (Refused, Unavailable) as error:
        page = _page(competition_if_there(competition_id), team_id, values)
        return shown_again(FORM, error, **page, key=key_after(error))
    flash(_("Saved: %(name)s", name=values["name"]), "ok")
    return to_competition(competition_id, "teams")


def _only_searched(values: dict[str, str]) -> bool:
    """Enter in the field of the search: nothing else is typed yet."""
    return bool(values["search"]) and not any(values[name] for name in FIELDS)


def _completed(values: dict[str, str], known: Data, team_id: str | None) -> dict[str, str]:
    """What follows from an institution that was chosen, and the short name from the name."""
    if values["institution_id"] and not (values["name"] and values["association_id"]):
        found = _institution(values["institution_id"])
        name = found["name_ar"] if found else ""
        owner = found["association_id"] if found else ""
        values = {
            **values,
            "name": values["name"] or name,
            "association_id": values["association_id"] or owner,
        }
    if values["name"] and not values["short"]:
        taken = frozenset(team["short"] for team in known["teams"] if team["team_id"] != team_id)
        values = {**values, "short": proposed(values["name"], taken)}
    return values


def _form(known: Data, team_id: str | None, values: dict[str, str], key: str | None = None) -> str:
    page = _page(known, team_id, values)
    return render_template(FORM, **page, key=key or new_key(), problem=None, errors={})


def _page(known: Data, team_id: str | None, values: dict[str, str]) -> dict[str, Any]:
    search = values.get("search", "")
    return {
        "known": known,
        "team_id": team_id,
        "values": values,
        "association_choices": _associations(search, values.get("association_id", "")),
        "institution_choices": _institutions(search, values.get("institution_id", "")),
    }


def _associations(search: str, chosen: str) -> list[tuple[str, str]]:
    """A page of the register; the chosen one stays among them."""
    found = call_if_there("registry", "associations", {"query": search} if search else {})
    choices = [(one["association_id"], _name(one)) for one in found["associations"]] if found else []
    if chosen and chosen not in dict(choices):
        one = _read("association", chosen)
        choices.append((chosen, _name(one) if one else chosen))
    return choices


def _institutions(search: str, chosen: str) -> list[tuple[str, str]]:
    """None where this registry keeps no institutions."""
    try:
        found = call_if_there("registry", "institutions", {"page": 1, **({"text": search} if search else {})})
    except Refused:
        found = None
    listed = found["institutions"] if found else []
    choices = _told_apart(listed)
    if chosen and chosen not in dict(choices):
        one = _institution(chosen)
        choices.append((chosen, _name(one) if one else chosen))
    return choices


def _institution(institution_id: str) -> Data | None:
    return _read("institution", institution_id)


def _read(kind: str, its_id: str) -> Data | None:
    try:
        found: Data | None = call_if_there("registry", kind, {f"{kind}_id": its_id})
    except Refused:
        return None
    return found


def _told_apart(institutions: list[Data]) -> list[tuple[str, str]]:
    """Two houses of one name carry the commune where they stand."""
    often = Counter(map(_name, institutions))
    places = dict(commune_choices()) if len(often) < len(institutions) else {}
    return [
        (one["institution_id"], _name(one))
        if often[_name(one)] == 1
        else (one["institution_id"], f"{_name(one)} · {places.get(one['commune'], one['commune'])}")
        for one in institutions
    ]


def _name(one: Data) -> str:
    return str(one["name_fr"] if language() == "fr" and one.get("name_fr") else one["name_ar"])
