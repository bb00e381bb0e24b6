"""What does a refusal say? One sentence a slug, one label a field, in the reader's language.

A sentence says what is wanted, not what is wrong; `%(label)s` and the slug's own details may stand in it.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from contracts.audience import OFFICES
from services.portal.athletics import refusals as athletics
from services.portal.closing import refusals as closing
from services.portal.formats import office_name
from services.portal.institutions import refusals as institutions
from services.portal.tournaments import refusals as tournaments

SENTENCES = {
    **tournaments.SENTENCES,
    **athletics.SENTENCES,
    **closing.SENTENCES,
    **institutions.SENTENCES,
    # every contract
    "missing": _("Needed: %(label)s"),
    "invalid": _("%(label)s: not in a form that can be read"),
    "too_long": _("%(label)s: a shorter text is needed"),
    "too_large": _("%(label)s: a smaller value is needed"),
    "not_a_choice": _("%(label)s: one of the proposed values is needed"),
    "control_character": _("%(label)s: remove the invisible characters, then paste again as plain text"),
    "unknown_field": _("%(label)s: this field does not exist"),
    "unknown": _("%(label)s: not in the list"),
    # members
    "unknown_commune": _("Commune: one of the list of the province is needed"),
    "office_repeated": _("One person for each office is needed"),
    "no_officer": _("At least one officer is needed: president, secretary general or treasurer"),
    "association_exists": _("An association of this name is already registered in this commune"),
    "same_name_elsewhere": _("An association of this name stands in another commune too: it is another one"),
    "no_phone": _("No phone number: no SMS can be sent. Add a mobile"),
    "landline": _("A landline does not receive SMS. Add a mobile"),
    "same_phone_twice": _("The same phone stands twice: its owner gets one SMS"),
    "opted_out": _("Asked to receive no more SMS"),
    # imports
    "encoding": _(
        "The letters of this file cannot be read from line %(line)s on."
        " Save it as XLSX or as CSV UTF-8, then upload it again"
    ),
    "missing_columns": _("These columns are missing: %(columns)s. Start from the template"),
    "formula": _("Cell %(cell)s holds a formula. Paste the values alone, then upload again"),
    "not_a_sheet": _("This file is neither CSV nor XLSX"),
    "unreadable": _("This file cannot be opened. Save it again as XLSX or CSV, then upload it again"),
    "empty_file": _("This file has no row. Put one association a row under the headings"),
    "too_many_rows": _("A file of %(most)s rows at most is needed. Split it, then upload the parts"),
    "file_too_large": _("A file of 32 MB at most is needed"),
    "duplicate_row": _("This association is already on line %(first)s of the file"),
    "columns_repeated": _("These columns stand twice: %(columns)s. Keep one of each"),
    "chunks_missing": _("The file did not arrive whole. Upload it again"),
    "upload_ended": _("This file has already arrived and is being checked"),
    "no_file": _("Choose a CSV or XLSX file"),
    "import_not_found": _("This import does not exist"),
    "not_checked": _("The file is not checked yet"),
    # meetings
    "in_the_past": _("%(label)s: a day and time to come are needed"),
    "empty_audience": _("Nobody is concerned by this choice. Choose more offices or communes"),
    "already_cancelled": _("This meeting is already cancelled"),
    "already_held": _("This meeting is over"),
    "unreachable": _("No SMS can reach this person: mend the number first, or phone"),
    "told_already": _("This person has been told already"),
    "overtaken": _("A later message replaces this one"),
    "receipt_awaited": _("Its receipt may still come. Wait, so that it does not arrive twice"),
    "no_such_announcement": _("This message does not exist, or no longer"),
    "no_such_recipient": _("This person is not on the list of this message"),
    "too_long_text": _("The SMS is too long. Shorten the title or the place"),
    "date_form": _("A day such as 26/11/2026 is needed"),
    "time_form": _("A time such as 10:30 is needed"),
    # accounts
    "login_form": _("Sign-in name: 3 to 64 letters a-z, digits, dots or dashes"),
    "login_taken": _("This sign-in name is already used"),
    "password_form": _(
        "A password of at least %(shortest)s characters is needed, other than the sign-in name"
    ),
    "password_differs": _("The same password is needed twice"),
    "wrong_password": _("This is not the current password"),
    "wrong_login": _("The sign-in name or the password is not right"),
    "too_many_attempts": _("Too many attempts. Try again in 15 minutes"),
    "last_administrator": _("One active administrator must remain"),
    "too_many_tokens": _("%(most)s keys at most. Withdraw one first"),
    "account_not_found": _("This account does not exist"),
    # the whole request
    "not_found": _("This page does not exist, or no longer"),
    "association_not_found": _("This association does not exist, or no longer"),
    "no_such_meeting": _("This meeting does not exist, or no longer"),
    "no_such_message": _("This message is no longer held"),
    "nothing_to_replay": _("There is nothing to send again"),
    "not_parked": _("This message is not waiting for a decision"),
    "conflict": _("Somebody else changed this in the meantime"),
    "changed_meanwhile": _("Somebody else changed this in the meantime"),
    "changed_by_someone": _("Somebody else changed this in the meantime"),
    "key_reused": _("This form was already used for something else. Open it again"),
    "forbidden": _("Not allowed for this role"),
    "sign_in": _("Sign in first"),
    "unavailable": _("Not saved. Try again in a moment: nothing of what you typed is lost"),
    "away": _("This part of the portal does not answer. It will be back by itself: try again in a moment"),
    "not_readable": _("This request cannot be read"),
    "method_not_allowed": _("This address does not take this kind of request"),
    "not_json": _("The body must be JSON in UTF-8"),
    "too_big": _("This is too big: 32 MB at most"),
    "failed": _("Something went wrong here. It was noted, with the reference below"),
    "form_expired": _("This form is no longer valid. Open the page again, then send it again"),
    "refused": _("Something must be mended below"),
}

LABELS = {
    **athletics.LABELS,
    **closing.LABELS,
    **tournaments.LABELS,
    **institutions.LABELS,
    "name_ar": _("Name in Arabic"),
    "name_fr": _("Name in French"),
    "association_ar": _("Name in Arabic"),
    "association_fr": _("Name in French"),
    "commune": _("Commune"),
    "officers": _("Officers"),
    "office": _("Office"),
    "name": _("Name"),
    "phone": _("Phone"),
    "language": _("Language of SMS"),
    "title": _("Title"),
    "starts_at": _("Day and time"),
    "date": _("Day"),
    "time": _("Time"),
    "place": _("Place"),
    "agenda": _("Agenda"),
    "audience": _("Those concerned"),
    "offices": _("Offices"),
    "communes": _("Communes"),
    "file": _("File"),
    "login": _("Sign-in name"),
    "password": _("Password"),
    "new_password": _("New password"),
    "repeated": _("The same password again"),
    "role": _("Role"),
    "label": _("What it is for"),
    "text": _("Text"),
    "why": _("Reason"),
}


def sentence(problem: Any, label: str = "", *, path: Sequence[str] = (), **more: Any) -> str:
    """`problem` is a slug or `{"slug": ..., **details}`; an unknown slug is said in general words.

    The field that ends `path` may have a sentence of its own, `rounds.no_room`.
    """
    slug, details = _parts(problem)
    own = SENTENCES.get(".".join([*_named(path)[-1:], slug]))
    words = str(own or SENTENCES.get(slug, SENTENCES["invalid" if label else "refused"]))
    values = defaultdict(str, {"label": label, **{k: _said(v) for k, v in {**more, **details}.items()}})
    return (words % values).removeprefix(": ")


def label_of(path: list[str]) -> str:
    """`["officers", "0", "phone"]` -> "Phone", `["president", "phone"]` -> "Phone (President)".

    A field that has no label is called by its own name; a name that means something else in another part of a
    form has a label for each, `rows.place`.
    """
    named = _named(path) or [""]
    office = next((office for office in OFFICES if "_".join(named).startswith(f"{office}_")), None)
    last = "_".join(named).removeprefix(f"{office}_") if office else named[-1]
    label = str(LABELS.get(".".join(named[-2:]), LABELS.get(last, last)))
    return f"{label} ({office_name(office)})" if office else label


def _named(path: Sequence[str]) -> list[str]:
    return [part for part in path if not part.isdigit()]


def _parts(problem: Any) -> tuple[str, dict[str, Any]]:
    if isinstance(problem, dict):
        return str(problem.get("slug", "invalid")), {k: v for k, v in problem.items() if k != "slug"}
    return str(problem), {}


def _said(value: Any) -> str:
    return "، ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
