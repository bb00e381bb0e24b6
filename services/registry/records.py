"""Which collections does the registry keep, and by what are they found?"""

from pymongo import IndexModel

ASSOCIATIONS, PEOPLE = "associations", "people"
IMPORTS, IMPORT_CHUNKS, IMPORT_ROWS = "imports", "import_chunks", "import_rows"

KEEP_ROWS_S = 90 * 24 * 3600  # a report names people: it does not stay for ever
KEEP_CHUNKS_S = 2 * 24 * 3600  # of uploads that nobody finished; others are removed when checked

INDEXES = {
    ASSOCIATIONS: [IndexModel("key", unique=True)],
    PEOPLE: [IndexModel("key", unique=True)],
    IMPORTS: [IndexModel("state")],
    IMPORT_CHUNKS: [IndexModel("import_id"), IndexModel("at", expireAfterSeconds=KEEP_CHUNKS_S)],
    IMPORT_ROWS: [
        IndexModel("pages"),
        IndexModel("batch"),
        IndexModel("at", expireAfterSeconds=KEEP_ROWS_S),
    ],
}
