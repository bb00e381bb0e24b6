"""What does this process say? One JSON object a line, with the correlation id, never a phone or a name."""

import logging
import os
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_PHONE = re.compile(r"(?:\+|00)?\d[\d .\-]{7,}\d")
# the store quotes the documents that it refuses
_QUOTED = re.compile(r"(dup key|full error): .*")
# counters, ids and times hold digits too: only free text is searched for phones
_FREE_TEXT = ("error", "reason", "exception", "event")


def configure(level: str, process: str) -> None:
    """Everything, also what libraries log, goes to standard error as JSON."""

    def name_process(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        line.update(process=process, pid=os.getpid())
        return line

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            name_process,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            mask,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Forward()], force=True)


def mask(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key in _FREE_TEXT:
        if isinstance(line.get(key), str):
            line[key] = _PHONE.sub("[number]", _QUOTED.sub(r"\1: [not shown]", line[key]))
    return line


class _Forward(logging.Handler):
    """What libraries say with `logging`, in our form."""

    def emit(self, record: logging.LogRecord) -> None:
        log.warning("library_says", logger=record.name, reason=record.getMessage())


log = structlog.get_logger()
