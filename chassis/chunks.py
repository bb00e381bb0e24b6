"""What did a chunk of a file carry?"""

import base64
import binascii

from chassis.errors import Refused
from contracts.chunks import CHUNK_BYTES


def decoded(content: str) -> bytes:
    """Raises Refused for `content` that is no base64, or more than CHUNK_BYTES."""
    try:
        found = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("invalid", {"content": "invalid"}) from None
    if len(found) > CHUNK_BYTES:
        raise Refused("invalid", {"content": "too_large"})
    return found
