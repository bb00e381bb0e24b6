"""Which PDF does a page of ours make? HTML comes in, the PDF goes out: a process of its own, and nobody else
imports this.

`python -m services.portal.public.pdf_maker < page.html > page.pdf`
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint import HTML
from weasyprint.urls import URLFetcher

STATIC = Path(__file__).parents[1] / "static"
NICENESS = 10  # the office goes first
LIFE_S = 30  # longer than anybody waits: a portal that is killed leaves nothing running


class StaticFiles(URLFetcher):  # type: ignore[misc]
    """Style sheets and fonts that we serve ourselves; no network, and no other file of this machine."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["file"])

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Raises ValueError."""
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or not path.is_relative_to(STATIC):
            raise ValueError(f"not a file of ours: {url}")
        return super().fetch(url, headers)


def pdf_of(html: str) -> bytes:
    page = HTML(string=html, base_url=f"{STATIC.as_uri()}/", url_fetcher=StaticFiles())
    return bytes(page.write_pdf())


def main() -> None:
    os.nice(NICENESS)
    signal.alarm(LIFE_S)
    sys.stdout.buffer.write(pdf_of(sys.stdin.buffer.read().decode()))


if __name__ == "__main__":
    main()
