"""What can go wrong, and what does the caller do about it?

Refused            a definite no that the user can mend; `slug` and `fields` say what
├── NotFound       the thing is not there
└── Conflict       somebody else was first, or a key was used for something else
Transient          try later; nothing was done
└── LostRace       another writer was first: decide again on the new state
Unavailable        no answer in time: it may have been done, the same key tells
"""

from typing import Any


class Refused(Exception):
    """`fields` maps a field to a slug, or to `{"slug": ..., **details}`, or to an index of such maps."""

    kind = "refused"

    def __init__(self, slug: str, fields: dict[str, Any] | None = None, **details: Any) -> None:
        super().__init__(slug)
        self.slug = slug
        self.fields = fields or {}
        self.details = details

    def as_data(self) -> dict[str, Any]:
        return {"kind": self.kind, "slug": self.slug, "fields": self.fields, "details": self.details}


class NotFound(Refused):
    kind = "not_found"


class Conflict(Refused):
    kind = "conflict"


class Transient(Exception):
    """Nothing was done; the same thing may pass later."""


class LostRace(Transient):
    """The document changed since it was read."""


class Unavailable(Exception):
    """No answer within the deadline. The command may have run: repeat it with the same key."""


def refusal(data: dict[str, Any]) -> Refused:
    """The exception that `Refused.as_data` came from."""
    kinds = {kind.kind: kind for kind in (Refused, NotFound, Conflict)}
    return kinds.get(data["kind"], Refused)(data["slug"], data["fields"], **data["details"])
