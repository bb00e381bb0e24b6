"""Which settings does each process get? The one place where they are decided."""

import os
import sys
from pathlib import Path

from contracts import wiring
from stack import broker, gateway, store
from stack.permissions import PORTAL
from stack.place import SANDBOX, Place

SENDER, RECEIPTS = "sender", "receipts"
PROCESSES = (*wiring.SERVICES, SENDER, RECEIPTS, PORTAL)
KEPT = ("LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "FADAA_CRASH_AT", "SSL_CERT_FILE")


def environment(process: str, place: Place) -> dict[str, str]:
    """Everything and nothing else: what stands in the operator's shell does not leak in, but for `KEPT`."""
    owner = owner_of(process)
    shell = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {
        **shell,
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '/usr/bin:/bin')}",
        "HOME": str(place.folder),
        "PYTHONUNBUFFERED": "1",
        "EVENTLET_NO_GREENDNS": "yes",
        "AMQP_URI": broker.uri(place, owner),
        "STORE_URI": store.uri(place, owner),
        "STORE_DATABASE": owner,
        "HEALTH_PORT": str(place.ports[process]),
        "LOG_LEVEL": "INFO",
        **_of_sms(process, place),
        **(_of_portal(place) if process == PORTAL else {}),
        **place.overrides,
    }


def owner_of(process: str) -> str:
    """The service whose user, queues and database a process has: sender and receipts are notifications'."""
    return "notifications" if process in (SENDER, RECEIPTS) else process


def _of_sms(process: str, place: Place) -> dict[str, str]:
    chosen = {"SMS_GATEWAY": SANDBOX if place.sms == SANDBOX else "kannel"}
    if owner_of(process) != "notifications":
        return chosen
    return {
        **chosen,
        "KANNEL_SEND_URL": gateway.send_url(place),
        "KANNEL_USER": gateway.USER,
        "KANNEL_PASSWORD": place.secrets.kannel_password,
        "SMS_SENDER": "FADAA",
        "SMS_REPLY_NUMBER": "3535",
        "RECEIPTS_URL": place.url(RECEIPTS),
        "RECEIPTS_SECRET": place.secrets.receipts_secret,
        "SENDER_NAME": "sender-1",
    }


def _of_portal(place: Place) -> dict[str, str]:
    return {
        "PORTAL_PORT": str(place.ports[PORTAL]),
        "PORTAL_SECRET_KEY": place.secrets.portal_secret_key,
        "PORTAL_THREADS": "16",
        "NETWORK_NAME_AR": "فضاء الشبكة الجمعوية للتضامن",
        "NETWORK_NAME_FR": "Espace du réseau associatif de solidarité",
    }
