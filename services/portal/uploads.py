"""How does a file reach a service? In chunks under the size limit of a message."""

from base64 import b64encode
from typing import IO
from uuid import NAMESPACE_URL, uuid5

from werkzeug.datastructures import FileStorage

from chassis.errors import Refused
from contracts.chunks import CHUNK_BYTES
from contracts.registry.commands import IMPORT_BYTES
from services.portal.calls import call

LONGEST_NAME = 200


def upload(file: FileStorage | None, key: str) -> str:
    """The import's id. The same key with the same file goes on where a broken attempt stopped."""
    if file is None or not file.filename:
        raise Refused("invalid", {"file": "no_file"})
    size = _size(file.stream)
    opened = {"filename": plain_name(file.filename), "size": size}
    import_id: str = call("registry", "open_import", opened, key=part_of(key, "open"))["import_id"]
    send_chunks("registry", "add_import_chunk", import_id, file.stream, key)
    call("registry", "check_import", {"import_id": import_id}, key=part_of(key, "check"))
    return import_id


def _size(stream: IO[bytes]) -> int:
    size = stream.seek(0, 2)
    stream.seek(0)
    if not size:
        raise Refused("invalid", {"file": "empty_file"})
    if size > IMPORT_BYTES:
        raise Refused("invalid", {"file": "file_too_large"})
    return size


def send_chunks(service: str, method: str, import_id: str, stream: IO[bytes], key: str) -> None:
    for number, chunk in enumerate(iter(lambda: stream.read(CHUNK_BYTES), b"")):
        piece = {"import_id": import_id, "number": number, "content": b64encode(chunk).decode()}
        call(service, method, piece, key=part_of(key, f"chunk {number}"))


def plain_name(filename: str) -> str:
    """The last part of a path, without what cannot be shown."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in name if c.isprintable())
    return shown[-LONGEST_NAME:].strip() or "file"


def part_of(key: str, step: str) -> str:
    """One upload is many commands: each has its own key, the same when the form is sent again."""
    return str(uuid5(NAMESPACE_URL, f"{key} {step}"))
