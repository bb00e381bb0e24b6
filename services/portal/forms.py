"""What did a form carry?"""

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from flask import request
from marshmallow import ValidationError

from contracts.schema import Contract
from services.portal.problems import refusal_of

_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


def new_key() -> str:
    """The idempotency key of a form that is shown for the first time."""
    return str(uuid4())


def form_key() -> str:
    """The key that the form carried; a fresh one when it was tampered with."""
    key = request.form.get("key", "")
    return key if _KEY.fullmatch(key) else new_key()


def typed(form: Mapping[str, str], *names: str) -> dict[str, str]:
    """The named fields, trimmed, in the order asked for; absent ones are empty."""
    return {name: form.get(name, "").strip() for name in names}


def page_number() -> int:
    """`?page=3`; anything else is the first page."""
    written = request.args.get("page", "1")
    return int(written) if re.fullmatch(r"[1-9][0-9]{0,5}", written) else 1


def version() -> int:
    """Of what the form was made of; -1 where it was tampered with. `int` refuses thousands of digits."""
    written = request.form.get("version", "")
    return int(written) if written.isdecimal() and len(written) < 10 else -1


def loaded(contract: type[Contract], values: Mapping[str, Any]) -> dict[str, Any]:
    """Raises Refused naming the fields."""
    try:
        data: dict[str, Any] = contract().load(values)
    except ValidationError as error:
        raise refusal_of(error) from None
    return data
