"""How are the containers' broker and store furnished? Once, before any service starts; again does no harm.

`python -m stack.provisioning` reads RABBITMQ_API_URL, STORE_ADMIN_URI, STORE_REPLICA (host:port) and, for
each user, BROKER_PASSWORD_<USER> and STORE_PASSWORD_<USER>.
"""

import json
import os
from collections.abc import Mapping
from typing import Any

import pymongo
from pymongo.errors import OperationFailure, PyMongoError

from stack.announcing import say
from stack.definitions import definitions
from stack.foreign import post
from stack.permissions import ADMINISTRATOR, USERS
from stack.store import make_users
from stack.waiting import until

DEADLINE_S = 60


def main(environ: Mapping[str, str] = os.environ) -> None:
    furnish_broker(environ)
    furnish_store(environ)


def furnish_broker(environ: Mapping[str, str]) -> None:
    post(environ["RABBITMQ_API_URL"], json.dumps(definitions(passwords(environ, "BROKER"))))
    say("broker: exchanges, queues, users and permissions are in place")


def furnish_store(environ: Mapping[str, str]) -> None:
    with pymongo.MongoClient[dict[str, Any]](environ["STORE_ADMIN_URI"], directConnection=True) as client:
        _found_replica_set(client, environ["STORE_REPLICA"])
        until(lambda: _is_writable(client), "the store's primary", DEADLINE_S)
        make_users(client, passwords(environ, "STORE"))
    say("store: every service has its user and its database")


def passwords(environ: Mapping[str, str], kind: str) -> dict[str, str]:
    """Of everybody but the administrator, whom the image makes."""
    users = [user for user in USERS if user != ADMINISTRATOR]
    return {user: environ[f"{kind}_PASSWORD_{user.upper()}"] for user in users}


def _found_replica_set(client: pymongo.MongoClient[dict[str, Any]], host: str) -> None:
    already_initialized = 23  # MongoDB error code
    members = [{"_id": 0, "host": host}]
    try:
        client.admin.command("replSetInitiate", {"_id": "fadaa", "members": members})
    except OperationFailure as error:
        if error.code != already_initialized:
            raise


def _is_writable(client: pymongo.MongoClient[dict[str, Any]]) -> bool:
    try:
        return bool(client.admin.command("hello")["isWritablePrimary"])
    except PyMongoError:
        return False


if __name__ == "__main__":
    main()
