"""Who is asking? The browser's session for pages, the bearer token for the API, never swapped."""

from flask import current_app, g, has_request_context, request
from flask_login import current_user

from chassis.clock import now
from services.portal.accounts import Account, Accounts
from services.portal.attempts import Attempts
from services.portal.records import Records
from services.portal.sessions import Sessions, SignedIn
from services.portal.tokens import Tokens

API, API_FOR_READERS = "/api/", "api_docs.shown"


class Who:
    """What the portal knows about people at its door, in one place."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.accounts = Accounts(records)
        self.sessions = Sessions(records, self.accounts)
        self.tokens = Tokens(records, self.accounts)
        self.attempts = Attempts(records)


def who() -> Who:
    known: Who = current_app.extensions["who"]
    return known


def asking_the_api() -> bool:
    return has_request_context() and request.path.startswith(API) and request.endpoint != API_FOR_READERS


def asking() -> Account | None:
    """The account behind this request, or None for a stranger."""
    if not has_request_context():
        return None
    if asking_the_api():
        return _by_token()
    return current_user.account if current_user.is_authenticated else None


def signed_in() -> Account:
    """For endpoints that are not public: `access` has let nobody else through."""
    account = asking()
    assert account is not None
    return account


def load_session(session_id: str) -> SignedIn | None:
    """The page that says that the store is away must not ask it again."""
    if asking_the_api() or g.get("store_away"):
        return None
    return who().sessions.find(session_id, now())


def _by_token() -> Account | None:
    if g.get("store_away"):
        return None
    if "token_account" not in g:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        g.token_account = (
            who().tokens.find(token.strip(), now()) if kind.lower() == "bearer" and token else None
        )
    account: Account | None = g.token_account
    return account
