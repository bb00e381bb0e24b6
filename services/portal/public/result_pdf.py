"""How are the results a PDF? Made once for each state and language, one at a time.

WeasyPrint runs in a process of its own: its memory goes when it ends, its seconds of layout hold up no thread
that serves the office, and what goes wrong in its C libraries stays there.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Lock

from flask import current_app, render_template
from werkzeug.wrappers import Response

from chassis.errors import Unavailable
from chassis.logs import log
from services.portal.i18n import language
from services.portal.public.board import board
from services.portal.public.files import as_file
from services.portal.public.latest import Standing, standing
from services.portal.public.shown import about

PDF = "application/pdf"
MAKER = "services.portal.public.pdf_maker"
ROOT = Path(__file__).parents[3]
NEEDED = ("PATH", "HOME", "LANG")  # it has no business with our secrets
DEADLINE_S = 20.0
MOST_WAITING = 4  # threads; the others are needed by the office


class Press:
    """One PDF at a time: two cores serve everybody."""

    def __init__(self, most_waiting: int = MOST_WAITING) -> None:
        self._waiting = BoundedSemaphore(most_waiting)
        self._lock = Lock()

    def pdf_of(self, found: Standing) -> bytes:
        """Raises Unavailable."""
        key = language()
        if key in found.files:
            return found.files[key]
        if not self._waiting.acquire(blocking=False):
            raise Unavailable("too many wait for a PDF")
        try:
            with self._lock:
                if key not in found.files:
                    found.files[key] = _made(page_of(found))
                return found.files[key]
        finally:
            self._waiting.release()


def results_pdf(competition_id: str) -> Response:
    found = standing(competition_id)
    press: Press = current_app.extensions.setdefault("press", Press())
    return as_file(found, "results.pdf", PDF, lambda: press.pdf_of(found))


def page_of(found: Standing) -> str:
    return render_template("public/result_pdf.html", **about(found), **board(found.whole))


def _made(html: str) -> bytes:
    environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
    try:
        with TemporaryDirectory() as folder:  # a maker that is killed cannot take its fonts away
            done = subprocess.run(
                [sys.executable, "-m", MAKER],
                input=html.encode(),
                capture_output=True,
                cwd=ROOT,
                env={**environment, "TMPDIR": folder},
                timeout=DEADLINE_S,
                check=True,
            )
    except subprocess.CalledProcessError as error:
        raise _said(error.stderr.decode(errors="replace")[-500:]) from error
    except (subprocess.TimeoutExpired, OSError) as error:
        raise _said(type(error).__name__) from error
    return done.stdout


def _said(why: str) -> Unavailable:
    """Who asks is told to try again; why it failed is for the log."""
    log.error("pdf_failed", maker=MAKER, error=why)
    return Unavailable(f"{MAKER}: {why}")
