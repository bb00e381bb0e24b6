"""What stands in the menu, and what does every template know?"""

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _

from services.portal.formats import role_name
from services.portal.i18n import DIRECTIONS, language, other_language_url
from services.portal.roles import may
from services.portal.settings import PortalSettings
from services.portal.who import asking

MENU = (
    {"key": "home", "endpoint": "home.home", "icon": "home", "label": _("Home")},
    {"key": "meetings", "endpoint": "meetings.listed", "icon": "calendar-event", "label": _("Meetings")},
    {"key": "members", "endpoint": "members.listed", "icon": "building-community", "label": _("Members")},
    {"key": "tournaments", "endpoint": "tournaments.listed", "icon": "trophy", "label": _("Tournaments")},
    {"key": "phone", "endpoint": "phone.listed", "icon": "device-mobile-message", "label": _("Trial phone")},
    {"key": "upkeep", "endpoint": "upkeep.shown", "icon": "tool", "label": _("Upkeep")},
    {"key": "accounts", "endpoint": "accounts.listed", "icon": "users", "label": _("Accounts")},
)


MOST = 6  # entries that a menu holds; `_REACHED_FROM` gives way first
_REACHED_FROM = {"phone": "upkeep"}  # its own page leads there


def furnish(app: Flask, settings: PortalSettings) -> None:
    """Gives every template its context; `base.html` says what it uses."""
    sandbox = settings.sms_gateway == "sandbox"

    def context() -> dict[str, Any]:
        account, spoken = asking(), language()
        return {
            "lang": spoken,
            "direction": DIRECTIONS[spoken],
            "network_name": settings.network_name_ar if spoken == "ar" else settings.network_name_fr,
            "language_url": other_language_url(),
            "account": _shown(account) if account else None,
            "nav": _menu(account.role, sandbox) if account else [],
            "may": lambda endpoint: account is not None and may(account.role, endpoint),
            "sandbox": sandbox,
        }

    app.context_processor(context)


def _shown(account: Any) -> dict[str, str]:
    return {
        "account_id": account.account_id,
        "display_name": account.name,
        "role": account.role,
        "role_label": role_name(account.role),
    }


def _menu(role: str, sandbox: bool) -> list[dict[str, Any]]:
    """What this role may open, `MOST` at most; the trial phones only where no SMS leaves."""
    entries = [entry for entry in MENU if may(role, str(entry["endpoint"]))]
    shown = [{**entry, "count": 0} for entry in entries if sandbox or entry["key"] != "phone"]
    keys = {entry["key"] for entry in shown}
    beside = {key for key, page in _REACHED_FROM.items() if page in keys} if len(shown) > MOST else set()
    return [entry for entry in shown if entry["key"] not in beside]
