"""How is a broker provisioned that is not ours? Through its management API, or by its administrator."""

import base64
import json
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import amqp
import kombu

from chassis.topology import UNROUTED
from stack import broker
from stack.definitions import definitions
from stack.permissions import ADMINISTRATOR, PORTAL
from stack.place import Place
from stack.settings import BadChoice


def provision(place: Place, api_url: str | None) -> None:
    """Raises BadChoice with what the administrator is to do when nobody else can."""
    ours = {user: word for user, word in place.secrets.broker.items() if user != ADMINISTRATOR}
    content = json.dumps(definitions(ours, broker.vhost(place)), indent=1)
    file = place.folder / "definitions.json"
    file.touch(mode=0o600)
    file.write_text(content)
    if api_url:
        post(api_url, content)
    elif not _is_provisioned(place):
        raise BadChoice(
            f"The broker of AMQP_URI is not provisioned. Either give RABBITMQ_API_URL\n"
            f"(http://administrator:password@host:15672), or have its administrator load {file}:\n"
            f"    rabbitmqctl import_definitions {file}\n"
            f"Then start again."
        )


def post(api_url: str, content: str) -> None:
    """Loads a definitions file through the management API; `api_url` holds its administrator's log-in."""
    parts = urlsplit(api_url)
    login = base64.b64encode(f"{parts.username or ''}:{parts.password or ''}".encode()).decode()
    request = urllib.request.Request(
        f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}/api/definitions",
        data=content.encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Basic {login}"},
    )
    try:
        urllib.request.urlopen(request, timeout=30).close()
    except urllib.error.URLError as error:
        raise BadChoice(f"RABBITMQ_API_URL did not take the definitions: {error}") from None


def _is_provisioned(place: Place) -> bool:
    try:
        with kombu.Connection(broker.uri(place, PORTAL), connect_timeout=5) as connection:
            connection.channel().queue_declare(UNROUTED, passive=True)
    except (OSError, amqp.AMQPError):
        return False
    return True
