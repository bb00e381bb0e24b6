"""Which collections does the registry keep, and by what are they found?"""

from pymongo import IndexModel

ASSOCIATIONS, PEOPLE, INSTITUTIONS = "associations", "people", "institutions"
IMPORTS, IMPORT_CHUNKS, IMPORT_ROWS = "imports", "import_chunks", "import_rows"

# No TTL index: the embedded store's sweeper reads such a collection whole, every minute, under its lock.
INDEXES = {
    ASSOCIATIONS: [IndexModel("key", unique=True), IndexModel("saved_at")],
    PEOPLE: [IndexModel("key", unique=True), IndexModel("saved_at")],
    INSTITUTIONS: [IndexModel("key", unique=True), IndexModel("association_id")],
    IMPORTS: [IndexModel("state"), IndexModel("forget_at")],
    IMPORT_CHUNKS: [IndexModel("import_id")],
    IMPORT_ROWS: [IndexModel("pages"), IndexModel("batch")],
}
