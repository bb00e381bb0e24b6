"""Where does state live, and how does it change? One MongoDB transaction per command or handled fact.

State, facts and the id of the cause commit together or not at all; nothing is published here.
"""

import contextlib
import random
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from bson.codec_options import CodecOptions
from pymongo import IndexModel, MongoClient
from pymongo.errors import AutoReconnect, CollectionInvalid, ConnectionFailure, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from chassis import clock, orphans, outbox
from chassis.crash import crash_point
from chassis.errors import Conflict, LostRace
from contracts.fact import Fact

T = TypeVar("T")
Document = dict[str, Any]

RACES = 12  # attempts at a transaction that others keep winning
STORE_AWAY = (AutoReconnect, ConnectionFailure)  # server selection and network time-outs are kinds of these


class Store:
    """One client per process, made before any thread and never carried over a fork."""

    def __init__(self, uri: str, database: str) -> None:
        self.client: MongoClient[Document] = MongoClient(
            uri,
            retryWrites=False,
            serverSelectionTimeoutMS=3000,
            connectTimeoutMS=3000,
            socketTimeoutMS=10000,
            maxPoolSize=64,
            appname=database,
        )
        options: CodecOptions[Document] = CodecOptions(tz_aware=True, tzinfo=UTC)
        self.db = self.client.get_database(
            database,
            codec_options=options,
            write_concern=WriteConcern("majority", j=True),
            read_concern=ReadConcern("local"),
        )
        self._sessions = orphans.Sessions(self.db)
        self._on_commit: list[Callable[[], None]] = []
        self._on_facts: list[Callable[[], None]] = []

    def prepare(self, indexes: dict[str, list[IndexModel]]) -> None:
        """Makes collections and indexes, which no transaction may; frees what a killed process locked."""
        existing = set(self.db.list_collection_names())
        for collection, wanted in (outbox.INDEXES | orphans.INDEXES | indexes).items():
            if collection not in existing:
                with contextlib.suppress(CollectionInvalid):  # another copy was quicker
                    self.db.create_collection(collection)
            if wanted:
                self.db[collection].create_indexes(wanted)
        self._sessions.end_orphans()

    def on_commit(self, listener: Callable[[], None]) -> None:
        self._on_commit.append(listener)

    def on_facts(self, listener: Callable[[], None]) -> None:
        """Called after a commit that left facts in the outbox."""
        self._on_facts.append(listener)

    def server_time(self) -> datetime:
        """The store's own clock: leases are measured by it, never by a process's."""
        told: datetime = self.client.admin.command("hello")["localTime"]
        return told.replace(tzinfo=UTC)

    def ping(self) -> None:
        self.client.admin.command("ping")

    def transaction(self, work: Callable[["Tx"], T], **cause: str | None) -> T:
        """`work(tx)` in one transaction, run again when another writer won; Conflict after RACES times.

        `cause` may name correlation_id, causation_id and actor, which its facts carry on.
        """
        for attempt in range(RACES):
            try:
                result = self._attempt(work, cause)
            except LostRace:
                _back_off(attempt)
            except PyMongoError as error:
                if isinstance(error, STORE_AWAY) or not _may_pass(error):
                    raise
                _back_off(attempt)
            else:
                return result
        raise Conflict("changed_meanwhile")

    def _attempt(self, work: Callable[["Tx"], T], cause: dict[str, str | None]) -> T:
        with self.client.start_session() as session:
            self._sessions.note(session)
            with session.start_transaction():
                tx = Tx(self, session, **cause)
                result = work(tx)
                crash_point("store.before_commit")
        for listener in self._on_commit + (self._on_facts if tx.has_facts else []):
            listener()
        return result


class Tx:
    """One transaction under way. `now` is the same for all that it writes."""

    def __init__(
        self,
        store: Store,
        session: Any,
        correlation_id: str | None = None,
        causation_id: str | None = None,
        actor: str | None = None,
    ) -> None:
        self.db = store.db
        self.session = session
        self.now = clock.now()
        self.correlation_id = correlation_id or str(uuid.uuid4())
        self.causation_id = causation_id
        self.actor = actor
        self.has_facts = False

    def find_one(self, collection: str, query: Document) -> Document | None:
        return self.db[collection].find_one(query, session=self.session)

    def find(self, collection: str, query: Document, **options: Any) -> Iterable[Document]:
        return self.db[collection].find(query, session=self.session, **options)

    def insert(self, collection: str, document: Document) -> None:
        self.db[collection].insert_one(document, session=self.session)

    def insert_many(self, collection: str, documents: Sequence[Document]) -> None:
        if documents:
            self.db[collection].insert_many(documents, session=self.session)

    def update_one(self, collection: str, query: Document, update: Any, *, upsert: bool = False) -> int:
        """How many documents matched, 0 or 1."""
        answer = self.db[collection].update_one(query, update, upsert=upsert, session=self.session)
        return int(answer.matched_count)

    def delete_one(self, collection: str, query: Document) -> int:
        return int(self.db[collection].delete_one(query, session=self.session).deleted_count)

    def bulk_write(self, collection: str, operations: Sequence[Any]) -> None:
        if operations:
            self.db[collection].bulk_write(operations, ordered=False, session=self.session)

    def create(self, collection: str, document: Document, facts: Iterable[Fact] = ()) -> None:
        """A new document at version 1, with what its making tells the others."""
        self.create_many(collection, [(document, facts)])

    def create_many(self, collection: str, documents: Iterable[tuple[Document, Iterable[Fact]]]) -> None:
        made, rows = [], []
        for document, facts in documents:
            sequences, numbered = self._numbered(document, facts)
            made.append(document | {"version": 1, "sequences": sequences})
            rows += numbered
        self.insert_many(collection, made)
        self._tell(rows)

    def save(self, collection: str, document: Document, facts: Iterable[Fact] = ()) -> None:
        """Replaces the document that was read. Raises LostRace when another writer was first."""
        sequences, rows = self._numbered(document, facts)
        key = {"_id": document["_id"], "version": document["version"]}
        written = document | {"version": document["version"] + 1, "sequences": sequences}
        if not self.db[collection].replace_one(key, written, session=self.session).matched_count:
            raise LostRace(f"{collection}/{document['_id']}")
        self._tell(rows)

    def _tell(self, rows: list[Document]) -> None:
        self.insert_many(outbox.COLLECTION, rows)
        self.has_facts = self.has_facts or bool(rows)

    def _numbered(self, document: Document, facts: Iterable[Fact]) -> tuple[dict[str, int], list[Document]]:
        return outbox.number(
            document.get("sequences", {}),
            facts,
            self.now,
            correlation_id=self.correlation_id,
            causation_id=self.causation_id,
            actor=self.actor,
        )


def _may_pass(error: PyMongoError) -> bool:
    """An unknown commit may be run again too: all work carries the unique ids that make a repeat harmless."""
    return error.has_error_label("TransientTransactionError") or error.has_error_label(
        "UnknownTransactionCommitResult"
    )


def _back_off(attempt: int) -> None:
    time.sleep(random.uniform(0, 0.005 * 2 ** min(attempt, 6)))
