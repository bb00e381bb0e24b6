"""What did the operator choose? Read from the environment of `make up`; all else is decided here."""

import os
from collections.abc import Mapping
from pathlib import Path

from stack.environment import PROCESSES
from stack.place import FAKE, OPERATOR, PROJECT, SANDBOX, SMPP

# Handed on to every process when set; nothing else of the operator's shell is.
HANDED_ON = (
    "LOG_LEVEL",
    "SMS_SENDER",
    "SMS_REPLY_NUMBER",
    "SMS_PART_PRICE_CENTIMES",
    "SMS_MAX_PARTS",
    "SMS_PARTS_A_SECOND",
    "SENDER_SLOTS",
    "DOUBT_AFTER_S",
    "UNKNOWN_AFTER_S",
    "SMS_RETENTION_DAYS",
    "NETWORK_NAME_AR",
    "NETWORK_NAME_FR",
    "PORTAL_HTTPS",
    "PORTAL_PROXIES",
)
SMPP_SETTINGS = ("SMPP_HOST", "SMPP_PORT", "SMPP_USER", "SMPP_PASSWORD")


class BadChoice(SystemExit):
    """Ends with a sentence that names the setting."""


def folder(environ: Mapping[str, str] = os.environ) -> Path:
    return Path(environ.get("FADAA_VAR", PROJECT / "var")).resolve()


def handed_on(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    return {name: environ[name] for name in HANDED_ON if environ.get(name)}


def sms_mode(environ: Mapping[str, str] = os.environ) -> str:
    """SMS=kannel takes the operator's SMS centre when SMPP_HOST names one, else Kannel's own fake one."""
    asked = environ.get("SMS", SANDBOX)
    modes = {
        "kannel": OPERATOR if environ.get("SMPP_HOST") else FAKE,
        **{mode: mode for mode in (SANDBOX, FAKE, SMPP)},
    }
    if asked not in modes:
        raise BadChoice(f"SMS={asked}: one of sandbox, kannel, fake, smpp")
    return modes[asked]


def operator(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Where the operator's SMS centre is and how to enter; empty when there is none."""
    if not environ.get("SMPP_HOST"):
        return {}
    missing = [name for name in SMPP_SETTINGS if not environ.get(name)]
    if missing:
        raise BadChoice(f"SMPP_HOST is given, so {', '.join(missing)} must be too")
    return {name.lower(): environ[name] for name in SMPP_SETTINGS}


def processes(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """PROCESSES=registry,portal leaves the others to somebody's debugger."""
    chosen = tuple(environ.get("PROCESSES", ",".join(PROCESSES)).split(","))
    unknown = sorted(set(chosen) - set(PROCESSES))
    if unknown:
        raise BadChoice(f"PROCESSES: no such process: {', '.join(unknown)}")
    return chosen


def wanted_ports(environ: Mapping[str, str] = os.environ) -> dict[str, int]:
    written = environ.get("PORTAL_PORT", "")
    if written and not written.isdigit():
        raise BadChoice(f"PORTAL_PORT={written}: a number")
    return {"portal": int(written)} if written else {}
