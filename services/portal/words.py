"""What are states called on the pages? The slugs of the services in the reader's words."""

from flask import Flask
from flask_babel import lazy_gettext as _

from services.portal.refusals import label_of, sentence

IMPORT_STATES = {
    "receiving": _("Receiving"),
    "checking": _("Checking"),
    "checked": _("Waiting for confirmation"),
    "refused": _("Refused"),
    "importing": _("Writing"),
    "done": _("Done"),
}
VERDICTS = {
    "refused": _("Left out"),
    "new": _("To add"),
    "changed": _("To change"),
    "same": _("Already the same"),
}


def import_state_name(state: str) -> str:
    return str(IMPORT_STATES.get(state, state))


def verdict_name(verdict: str) -> str:
    return str(VERDICTS.get(verdict, verdict))


def field_label(field_id: str) -> str:
    """`president-phone` -> "Phone (President)"."""
    return label_of(field_id.split("-"))


def name_states(app: Flask) -> None:
    app.jinja_env.globals.update(
        import_state_name=import_state_name,
        verdict_name=verdict_name,
        field_label=field_label,
        refusal=sentence,
    )
