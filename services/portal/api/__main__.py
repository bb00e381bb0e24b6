"""What is the API's description? `python -m services.portal.api > services/portal/api/openapi.json`."""

import json
from typing import Any

from chassis import logs
from services.portal.app import create_app
from services.portal.records import open_records
from services.portal.settings import PortalSettings


def document() -> str:
    """Nothing is asked of a store or a service."""
    settings = PortalSettings(store_uri="mongodb://", amqp_uri="amqp://", secret_key="of nobody")
    app = create_app(settings, rpc=_Nobody(), records=open_records("mongodb://127.0.0.1:1", "portal"))
    return text(app.extensions["api"].spec.to_dict())


def text(description: dict[str, Any]) -> str:
    return json.dumps(description, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


class _Nobody:
    def call(self, service: str, method: str, payload: dict[str, Any], context: dict[str, Any]) -> Any:
        raise AssertionError("nothing is asked")


if __name__ == "__main__":
    logs.configure("CRITICAL", "openapi")
    print(document(), end="")
