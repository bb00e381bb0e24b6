"""When does an import go? After ninety days, with its file and its report; what it wrote stays."""

from chassis import clock
from chassis.logs import log
from chassis.store import Store
from services.registry.domain import job
from services.registry.records import IMPORT_CHUNKS, IMPORT_ROWS, IMPORTS

PAGES_A_STEP = 10


def step(store: Store) -> bool:
    """Some pages of one import; whether there was any. The import itself goes last: a crash leaves it due."""
    found = store.db[IMPORTS].find_one({"forget_at": {"$lte": clock.now()}})
    if found is None:
        return False
    store.db[IMPORT_CHUNKS].delete_many({"import_id": found["_id"]})
    first = found.get("pages_forgotten", 0)
    pages = range(first, min(first + PAGES_A_STEP, job.pages(found)))
    for page in pages:
        store.db[IMPORT_ROWS].delete_many({"pages": job.page_key(found["_id"], None, page + 1)})
    if pages:
        store.db[IMPORTS].update_one({"_id": found["_id"]}, {"$set": {"pages_forgotten": pages.stop}})
        return True
    store.db[IMPORTS].delete_one({"_id": found["_id"]})
    log.info("import_forgotten", import_id=found["_id"])
    return True
