"""Which documents does `notifications` keep, and by what are they found?

    contacts       a person's phone, language and offices, as the registry last told them
    opt_outs       a phone (asked by SMS) or a person (asked by voice) that gets no SMS
    announcements  one thing told to many people: progress, counts, texts
    sheets         up to SHEET sends of one announcement in one document
    runs           when each sender process was last alive
    journal        insert only, but for `folded`. Pages of what was heard: outcomes, receipts, replies; and
                   claims, `<send key>.<attempt>`: whoever inserted it may make that one call
    replies        inbound SMS, each once
    answers        who comes to which meeting
    sandbox_messages  what the sandbox's phones show

One update of a document cost the store as much as six inserts, so a send is not a document: 25 of them in one
sheet are planned, read and folded about seven times as fast as 25 documents (measured on SecantusDB).
"""

from pymongo import ASCENDING, IndexModel

CONTACTS, OPT_OUTS, ANNOUNCEMENTS, SHEETS = "contacts", "opt_outs", "announcements", "sheets"
RUNS, JOURNAL, REPLIES = "runs", "journal", "replies"
CLAIMS = JOURNAL  # one insert records what ended and claims what begins
ANSWERS, SANDBOX_MESSAGES = "answers", "sandbox_messages"

SHEET = 25
IDS_A_QUERY = 16  # `$in` looks a short list up in the index and compares a long one with every document

PLANNING, SENDING, DONE = "planning", "sending", "done"
OPEN_STATES = (PLANNING, SENDING)

INDEXES = {
    CONTACTS: [IndexModel(name) for name in ("phone", "offices.association_id", "offices.commune")],
    OPT_OUTS: [IndexModel("changed_at")],
    ANNOUNCEMENTS: [
        IndexModel(name) for name in ("state", "meeting_id", "settled", "starts_at", "topic", "about")
    ],
    SHEETS: [IndexModel([("announcement_id", ASCENDING), ("number", ASCENDING)])],
    RUNS: [],
    JOURNAL: [IndexModel("folded", partialFilterExpression={"folded": False})],
    REPLIES: [],
    ANSWERS: [],
    SANDBOX_MESSAGES: [IndexModel("phone")],
}
