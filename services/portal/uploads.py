"""How does a file reach the registry? In chunks under the size limit of a message."""

from base64 import b64encode
from collections.abc import Iterator
from typing import IO
from uuid import NAMESPACE_URL, uuid5

from werkzeug.datastructures import FileStorage

from chassis.errors import Refused
from contracts.registry.commands import CHUNK_BYTES, IMPORT_BYTES
from services.portal.calls import call

LONGEST_NAME = 200


def upload(file: FileStorage | None, key: str) -> str:
    """The import's id. The same key with the same file goes on where a broken attempt stopped."""
    if file is None or not file.filename:
        raise Refused("invalid", {"file": "no_file"})
    size = _size(file.stream)
    opened = {"filename": _plain_name(file.filename), "size": size}
    import_id: str = call("registry", "open_import", opened, key=_part(key, "open"))["import_id"]
    for number, chunk in enumerate(_chunks(file.stream)):
        piece = {"import_id": import_id, "number": number, "content": b64encode(chunk).decode()}
        call("registry", "add_import_chunk", piece, key=_part(key, f"chunk {number}"))
    call("registry", "check_import", {"import_id": import_id}, key=_part(key, "check"))
    return import_id


def _size(stream: IO[bytes]) -> int:
    size = stream.seek(0, 2)
    stream.seek(0)
    if not size:
        raise Refused("invalid", {"file": "empty_file"})
    if size > IMPORT_BYTES:
        raise Refused("invalid", {"file": "file_too_large"})
    return size


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK_BYTES):
        yield chunk


def _plain_name(filename: str) -> str:
    """The last part of a path, without what cannot be shown."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in name if c.isprintable())
    return shown[-LONGEST_NAME:].strip() or "file"


def _part(key: str, step: str) -> str:
    """One upload is many commands: each has its own key, the same when the form is sent again."""
    return str(uuid5(NAMESPACE_URL, f"{key} {step}"))
