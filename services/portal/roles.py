"""Who may do what? One row an endpoint, for pages and API alike.

An endpoint that is not here is refused to everybody.
"""

ADMINISTRATOR, CHAIR, OFFICER, READER = "administrator", "chair", "officer", "reader"
ROLES = (ADMINISTRATOR, CHAIR, OFFICER, READER)

PUBLIC = frozenset({"public", *ROLES})
EVERYBODY = frozenset(ROLES)
OFFICE = frozenset({ADMINISTRATOR, CHAIR})
CHAIRING = frozenset({CHAIR})
EDITING = frozenset({ADMINISTRATOR, CHAIR, OFFICER})
ADMINISTERING = frozenset({ADMINISTRATOR})

WHO_MAY: dict[str, frozenset[str]] = {
    "static": PUBLIC,
    "health.shown": PUBLIC,
    "health.metrics": PUBLIC,
    "language.choose": PUBLIC,
    "login.shown": PUBLIC,
    "login.enter": PUBLIC,
    "login.log_out": EVERYBODY,
    "home.home": EVERYBODY,
    # members
    "members.listed": EVERYBODY,
    "members.shown": EVERYBODY,
    "members.new": OFFICE,
    "members.add": OFFICE,
    "members.edit": EDITING,  # an association officer: the own association alone
    "members.save": EDITING,
    # imports
    "imports.start": OFFICE,
    "imports.upload": OFFICE,
    "imports.template": OFFICE,
    "imports.shown": OFFICE,
    "imports.progress": OFFICE,
    "imports.confirm": OFFICE,
    # accounts
    "accounts.listed": ADMINISTERING,
    "accounts.new": ADMINISTERING,
    "accounts.add": ADMINISTERING,
    "accounts.edit": ADMINISTERING,
    "accounts.save": ADMINISTERING,
    "accounts.reset": ADMINISTERING,
    "accounts.mine": EVERYBODY,
    "accounts.set_language": EVERYBODY,
    "accounts.set_password": EVERYBODY,
    "accounts.make_token": EVERYBODY,
    "accounts.withdraw_token": EVERYBODY,
    # meetings
    "meetings.listed": EVERYBODY,
    "meetings.shown": EVERYBODY,
    "meetings.progress": EVERYBODY,
    "meetings.new": CHAIRING,
    "meetings.audience": CHAIRING,
    "meetings.review": CHAIRING,
    "meetings.announce": CHAIRING,
    "meetings.edit": CHAIRING,
    "meetings.change": CHAIRING,
    "meetings.ask_cancel": CHAIRING,
    "meetings.cancel": CHAIRING,
    "meetings.pause": CHAIRING,
    "meetings.phone_list": OFFICE,
    "meetings.attention": OFFICE,
    "meetings.answers": OFFICE,
    # the sandbox phone
    "phone.listed": OFFICE,
    "phone.shown": OFFICE,
    "phone.talk": OFFICE,
    "phone.reply": OFFICE,
    # upkeep
    "upkeep.shown": ADMINISTERING,
    "upkeep.redrive": ADMINISTERING,
    "upkeep.discard": ADMINISTERING,
    "upkeep.ask_discard": ADMINISTERING,
    "upkeep.replay": ADMINISTERING,
    # the public API
    "api-docs.openapi_json": PUBLIC,
    "api_docs.shown": PUBLIC,
    "api_members.associations": EVERYBODY,
    "api_members.association": EVERYBODY,
    "api_members.add_association": OFFICE,
    "api_members.edit_association": EDITING,
    "api_members.communes": EVERYBODY,
    "api_members.opt_out": OFFICE,
    "api_imports.imports": OFFICE,
    "api_imports.upload": OFFICE,
    "api_imports.import_state": OFFICE,
    "api_imports.import_report": OFFICE,
    "api_imports.confirm_import": OFFICE,
    "api_meetings.meetings": EVERYBODY,
    "api_meetings.meeting": EVERYBODY,
    "api_meetings.announce_meeting": CHAIRING,
    "api_meetings.change_meeting": CHAIRING,
    "api_meetings.cancel_meeting": CHAIRING,
    "api_meetings.answers": OFFICE,
    "api_messages.preview_audience": CHAIRING,
    "api_messages.announcements": EVERYBODY,
    "api_messages.recipients": OFFICE,
    "api_messages.pause_announcement": CHAIRING,
    "api_messages.sandbox_messages": OFFICE,
    "api_messages.sandbox_reply": OFFICE,
    "api_upkeep.health": ADMINISTERING,
    "api_upkeep.held": ADMINISTERING,
    "api_upkeep.redrive": ADMINISTERING,
    "api_upkeep.discard": ADMINISTERING,
    "api_upkeep.replay": ADMINISTERING,
}


def may(role: str, endpoint: str) -> bool:
    """Deny by default."""
    return role in WHO_MAY.get(endpoint, frozenset())


def may_edit_association(role: str, own_association: str | None, association_id: str) -> bool:
    if role == OFFICER:
        return own_association == association_id
    return role in OFFICE


def sees_phones(role: str, own_association: str | None, association_id: str) -> bool:
    """The office sees all phones, an officer those of the own association, a reader none."""
    return may_edit_association(role, own_association, association_id)
