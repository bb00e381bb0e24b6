"""What is held back between the services, and what is done about it, for programs of the administrator."""

from typing import Any

from werkzeug.wrappers import Response

from contracts.wiring import SERVICES
from services.portal.api.door import KEY_HEADER, ask, command, part
from services.portal.api.schemas import Anything, AskedPage, Discard, Replay

blp = part("upkeep", "Health of the services and the messages that they hold back")

_SERVICE = f"<any({','.join(SERVICES)}):service>"


@blp.get(f"/services/{_SERVICE}/health")
@blp.response(200, Anything)
def health(service: str) -> Response:
    """How a service is"""
    return ask(service, "health")


@blp.get(f"/services/{_SERVICE}/held")
@blp.arguments(AskedPage, location="query")
@blp.response(200, Anything)
def held(asked: dict[str, Any], service: str) -> Response:
    """Messages that wait, are retried, or need a person"""
    return ask(service, "held", asked)


@blp.post(f"/services/{_SERVICE}/held/<id:held_id>/redrive")
@blp.response(200, Anything)
@blp.doc(parameters=[KEY_HEADER])
def redrive(service: str, held_id: str) -> Response:
    """Try a held message again"""
    return command(service, "redrive", {"held_id": held_id})


@blp.post(f"/services/{_SERVICE}/held/<id:held_id>/discard")
@blp.arguments(Discard)
@blp.response(200, Anything)
@blp.doc(parameters=[KEY_HEADER])
def discard(reason: dict[str, Any], service: str, held_id: str) -> Response:
    """Give a held message up; who, when and why stay with it"""
    return command(service, "discard", {"held_id": held_id, **reason})


@blp.post(f"/services/{_SERVICE}/replay")
@blp.arguments(Replay)
@blp.response(200, Anything)
@blp.doc(parameters=[KEY_HEADER])
def replay(wanted: dict[str, Any], service: str) -> Response:
    """Send the facts of one subject again to one consumer"""
    return command(service, "replay", wanted)
