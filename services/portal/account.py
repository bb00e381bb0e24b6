"""How does the first account come into being, where no demonstration makes one? By hand, beside the portal.

`python -m services.portal.account add --login NAME` prints a password for the first visit, once;
`... count` prints how many accounts there are. Both read the portal's settings.
"""

import argparse
import sys

from marshmallow import ValidationError
from pymongo.errors import PyMongoError

from chassis.clock import now
from chassis.config import read
from chassis.errors import Refused
from contracts.audience import ARABIC, LANGUAGES
from services.portal.accounts import Accounts, NewAccount, generated_password
from services.portal.problems import flattened, refusal_of
from services.portal.records import create_indexes, open_records
from services.portal.refusals import label_of, sentence
from services.portal.roles import ADMINISTRATOR, ROLES
from services.portal.settings import PortalSettings


def main() -> int:
    asked = _options()
    settings = read(PortalSettings)
    try:
        records = open_records(settings.store_uri, settings.store_database)
        create_indexes(records)
        print(asked.act(Accounts(records), asked))
    except Refused as refused:
        return _complain(" ".join(said(refused)))
    except PyMongoError as error:
        return _complain(f"The store does not answer ({type(error).__name__}); no account was made.")
    return 0


def add(accounts: Accounts, asked: argparse.Namespace) -> str:
    """What to tell its owner. Raises Refused `login_taken`, or what the form of an account refuses."""
    wanted = {"login": asked.login.lower(), "name": asked.name or asked.login}
    try:
        new = NewAccount().load({**wanted, "role": asked.role, "language": asked.language})
    except ValidationError as error:
        raise refusal_of(error) from None
    password = generated_password()
    account = accounts.add(new, password, at=now(), by="operator")
    return (
        f"{account.login} {password} {account.role}   (the password is for one visit and is not shown again)"
    )


def count(accounts: Accounts, asked: argparse.Namespace) -> str:
    return str(len(accounts.all()))


def said(refused: Refused) -> list[str]:
    """One sentence a field, in English: there is no reader's language here."""
    return [sentence(slug, label_of(path)) for path, slug in flattened(refused.fields)]


def _complain(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m services.portal.account")
    words = parser.add_subparsers(required=True, metavar="add | count")
    word = words.add_parser("add", help="make an account; its password is printed once")
    word.add_argument("--login", required=True)
    word.add_argument("--role", choices=ROLES, default=ADMINISTRATOR)
    word.add_argument("--name", help="as the pages call its owner; the sign-in name unless given")
    word.add_argument("--language", choices=LANGUAGES, default=ARABIC)
    word.set_defaults(act=add)
    words.add_parser("count", help="how many accounts are there?").set_defaults(act=count)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
