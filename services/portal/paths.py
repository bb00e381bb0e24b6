"""Which ids may stand in an address? Ours; anything else is an unknown page before any service is asked."""

from werkzeug.routing import BaseConverter


class IdentifierConverter(BaseConverter):
    regex = r"[A-Za-z0-9_.:-]{1,64}"
