"""How does a private RabbitMQ node run? Own name, cookie, ports and folders; loopback only.

Debian's wrapper drops to user `rabbitmq`, who cannot enter every folder: the server's own script is started.
"""

import json
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import amqp

from stack.definitions import VHOST, definitions
from stack.parts import Part
from stack.permissions import ADMINISTRATOR
from stack.place import Place
from stack.waiting import is_listening

SERVER_PATHS = ("/usr/lib/rabbitmq/bin/rabbitmq-server", "/usr/local/sbin/rabbitmq-server")
QUIET_SCHEDULERS = "+sbwt none +sbwtdcpu none +sbwtdio none"  # beam spins while idle unless told otherwise
LOOPBACK = "-kernel inet_dist_use_interface {127,0,0,1}"


def server_path() -> str | None:
    found = next((path for path in SERVER_PATHS if Path(path).exists()), None)
    return found or shutil.which("rabbitmq-server")


def parts(place: Place) -> list[Part]:
    return [_name_server(place), _node(place)]


def uri(place: Place, user: str) -> str:
    """Each process has a user of its own, also at the broker that AMQP_URI names."""
    given = place.amqp_uri or f"amqp://127.0.0.1:{place.ports['amqp']}"
    parts = urlsplit(given)
    login = f"{user}:{place.secrets.broker[user]}@{parts.netloc.rpartition('@')[2]}"
    return urlunsplit((parts.scheme, login, f"/{vhost(place)}", parts.query, ""))


def vhost(place: Place) -> str:
    return urlsplit(place.amqp_uri).path.strip("/") or VHOST


def connect(place: Place, user: str) -> amqp.Connection:
    connection = amqp.Connection(
        f"127.0.0.1:{place.ports['amqp']}",
        user,
        place.secrets.broker[user],
        virtual_host=VHOST,
        connect_timeout=3,
        read_timeout=10,
        write_timeout=10,
    )
    connection.connect()
    return connection


def _name_server(place: Place) -> Part:
    """epmd of our own, in the foreground: beam would leave a daemon behind that nobody stops."""
    port = place.ports["epmd"]
    command = [shutil.which("epmd") or "epmd", "-port", str(port), "-address", "127.0.0.1"]
    return Part("epmd", command, place.folder, os.environ.copy(), lambda: is_listening(port), patience_s=3)


def _node(place: Place) -> Part:
    return Part(
        "broker",
        [server_path() or "rabbitmq-server"],
        place.folder,
        _environment(place),
        is_ready=lambda: _answers(place),
        needs=("epmd",),
        deadline_s=90,
        prepare=lambda: _write_files(place),
    )


def _answers(place: Place) -> bool:
    """The node opens its port when the definitions are in; that the administrator may enter proves it."""
    if not is_listening(place.ports["amqp"]):
        return False
    try:
        connect(place, ADMINISTRATOR).close()
    except (OSError, amqp.AMQPError):
        return False
    return True


def _environment(place: Place) -> dict[str, str]:
    home = place.within("broker")
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("RABBITMQ_")},
        "HOME": str(home),
        "RUNNING_UNDER_SYSTEMD": "true",  # the script then becomes the server instead of guarding it
        "RABBITMQ_NODENAME": "fadaa@localhost",
        "RABBITMQ_CONF_ENV_FILE": str(home / "none.env"),
        "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
        "RABBITMQ_ADVANCED_CONFIG_FILE": str(home / "advanced.config"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": str(home / "data"),
        "RABBITMQ_LOG_BASE": str(home / "log"),
        "RABBITMQ_PID_FILE": str(home / "broker.pid"),
        "RABBITMQ_DIST_PORT": str(place.ports["distribution"]),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": f"{LOOPBACK} {QUIET_SCHEDULERS}",
        "ERL_EPMD_PORT": str(place.ports["epmd"]),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
    }


def _write_files(place: Place) -> None:
    home = place.within("broker")
    cookie = home / ".erlang.cookie"
    if not cookie.exists():
        cookie.write_text(place.secrets.cookie)
    cookie.chmod(0o400)
    file = home / "definitions.json"
    file.touch(mode=0o600)
    file.write_text(json.dumps(definitions(place.secrets.broker), indent=1))
    (home / "enabled_plugins").write_text("[].\n")
    (home / "rabbitmq.conf").write_text(_settings(place, file))


def _settings(place: Place, file: Path) -> str:
    lines = (
        f"listeners.tcp.local = 127.0.0.1:{place.ports['amqp']}",
        f"load_definitions = {file}",
        "log.console = true",
        "log.console.level = warning",
        "log.console.formatter = json",
        "log.file = false",
        "disk_free_limit.absolute = 200MB",
        "max_message_size = 4194304",
        "heartbeat = 30",
    )
    return "\n".join(lines) + "\n"
