"""How does a file travel in messages? In chunks, each under the size limit of any message."""

from marshmallow import fields, validate

CHUNK_BYTES = 192 * 1024  # of the file; base64 makes 256 KiB of it


def chunk_content() -> fields.String:
    """Base64 of at most CHUNK_BYTES."""
    limit = validate.Length(max=CHUNK_BYTES * 4 // 3 + 4, error="too_large")
    return fields.String(required=True, validate=limit)
