"""Which real parts do the integration tests of the chassis share?"""

import itertools
import logging
from collections.abc import Iterator
from pathlib import Path

import amqp
import pytest
import structlog

from chassis import topology
from chassis.store import Store
from stack import store as stack_store
from stack.lab import Lab
from stack.permissions import ADMINISTRATOR

_databases = itertools.count(1)


@pytest.fixture(scope="session")
def bare_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A broker and a store, provisioned, and no service."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    folder: Path = tmp_path_factory.mktemp("bare-lab")
    with Lab(folder, processes=[]) as lab:
        yield lab


@pytest.fixture
def own_store(bare_lab: Lab) -> Iterator[Store]:
    """A database of the test's own."""
    store = Store(stack_store.uri(bare_lab.place, ADMINISTRATOR), f"test{next(_databases)}")
    store.prepare({"effects": []})
    yield store
    store.client.close()


@pytest.fixture
def channel(bare_lab: Lab) -> Iterator[amqp.Channel]:
    """The administrator's, with the inbox of `events` emptied."""
    connection = bare_lab.broker()
    opened = connection.channel()
    for queue in (topology.inbox("events"), topology.dead("events"), topology.UNROUTED):
        opened.queue_purge(queue)
    yield opened
    connection.close()
