"""Which settings does this process have? All from the environment, typed, each named once.

@dataclass(frozen=True)
class Settings(ServiceSettings):
    sender: str = setting("SMS_SENDER", "FADAA")
"""

import os
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar

T = TypeVar("T")

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class BadSetting(SystemExit):
    """Ends the process with a sentence that names the variable."""


def setting(variable: str, default: Any = MISSING) -> Any:
    """A field read from `variable`; without a default it is required."""
    if default is MISSING:
        return field(metadata={"variable": variable})
    return field(default=default, metadata={"variable": variable})


@dataclass(frozen=True, kw_only=True)
class ServiceSettings:
    """What every process of ours needs."""

    amqp_uri: str = setting("AMQP_URI")
    store_uri: str = setting("STORE_URI")
    store_database: str = setting("STORE_DATABASE")
    health_port: int = setting("HEALTH_PORT", 0)
    log_level: str = setting("LOG_LEVEL", "INFO")
    retry_delays_s: str = setting("RETRY_DELAYS_S", "1,5,30,120,600,1800")
    workers: int = setting("WORKERS", 10)


def read(cls: type[T], environ: Mapping[str, str] = os.environ) -> T:
    """An instance of `cls`; BadSetting names what is missing or not of its type."""
    values = {}
    for part in fields(cls):  # type: ignore[arg-type]
        variable = part.metadata["variable"]
        if variable in environ:
            values[part.name] = _convert(variable, environ[variable], part.type)
        elif part.default is MISSING:
            raise BadSetting(f"setting {variable} is missing")
    return cls(**values)


def _convert(variable: str, written: str, wanted: Any) -> Any:
    kind = wanted if isinstance(wanted, str) else wanted.__name__
    try:
        if kind == "bool":
            return _truth(written)
        return {"int": int, "float": float, "str": str}[kind](written)
    except ValueError:
        raise BadSetting(f"setting {variable} is not of type {kind}") from None


def _truth(written: str) -> bool:
    word = written.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(written)
    return word in _TRUE
