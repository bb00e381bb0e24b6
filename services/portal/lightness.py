"""How little goes over the wire? Style, script and icons travel compressed.

Pages do not: they carry a secret token beside what a stranger may make them repeat (BREACH), and are small.
"""

import gzip
from functools import lru_cache

from flask import Flask, request
from werkzeug.wrappers import Response

COMPRESSED = {"text/css", "text/javascript", "image/svg+xml"}


def lighten(app: Flask) -> None:
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if request.endpoint != "static" or response.mimetype not in COMPRESSED:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == 200 and request.accept_encodings["gzip"]:
        response.direct_passthrough = False
        response.set_data(_gzipped(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
        etag, _ = response.get_etag()
        response.set_etag(etag or "", weak=True)  # the same file in another form
    return response


@lru_cache(maxsize=16)
def _gzipped(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)
