"""Is the chair shown what will be sent, and what it costs?"""

from dataclasses import replace
from datetime import UTC, datetime

from contracts.notifications.views import AudiencePreview
from services.notifications.domain.audience import Counted, Left
from services.notifications.domain.preview import Terms, parts_by_language, preview

TERMS = Terms(35, 4, "FADAA", "+212685123456")
MEETING = {"title": "اجتماع", "place": "جرسيف", "starts_at": datetime(2027, 8, 20, 9, 30, tzinfo=UTC)}
COUNTED = Counted(
    people=10,
    reachable=7,
    messages=6,
    sharing=1,
    left_out={"opted_out": Left(1, ["p9"]), "landline": Left(2, ["p7", "p8"])},
    languages={"ar": 5, "fr": 1},
)


def test_the_whole_preview() -> None:
    arabic = (
        "دعوة: اجتماع\nالجمعة 20 غشت 2027، الساعة 10:30\nجرسيف\n"
        "للجواب إلى 0685123456: 1 للحضور، 2 للاعتذار. لوقف الرسائل: إيقاف"
    )
    french = (
        "Invitation : اجتماع\nvendredi 20 août 2027 à 10:30\nLieu : جرسيف\n"
        "Réponse au 0685123456 : 1 (présence) ou 2 (absence). Pour ne plus recevoir de SMS : STOP"
    )
    assert preview(COUNTED, MEETING, TERMS) == {
        "people": 10,
        "reachable": 7,
        "messages": 6,
        "sharing": 1,
        "left_out": [
            {"reason": "landline", "count": 2, "person_ids": ["p7", "p8"]},
            {"reason": "opted_out", "count": 1, "person_ids": ["p9"]},
        ],
        "texts": [
            {
                "language": "ar",
                "text": arabic,
                "alphabet": "ucs2",
                "units": 116,
                "parts": 2,
                "units_left": 18,
                "people": 5,
            },
            {
                "language": "fr",
                "text": french,
                "alphabet": "ucs2",
                "units": 151,
                "parts": 3,
                "units_left": 50,
                "people": 1,
            },
        ],
        "parts": 13,
        "cost_centimes": 455,
        "too_long": False,
        "sender": "FADAA",
        "reply_number": "+212685123456",
    }


def test_the_preview_is_what_the_contract_promises() -> None:
    shown = preview(COUNTED, MEETING, TERMS)
    assert AudiencePreview().load(shown) == shown


def test_without_a_meeting_people_are_counted_and_no_text_is_written() -> None:
    shown = preview(COUNTED, None, TERMS)
    assert (shown["texts"], shown["parts"], shown["cost_centimes"], shown["messages"]) == ([], 0, 0, 6)


def test_a_text_over_the_limit_counts_only_where_somebody_would_get_it() -> None:
    tight = replace(TERMS, max_parts=2)
    arabs_only = replace(COUNTED, languages={"ar": 6})
    assert preview(COUNTED, MEETING, tight)["too_long"] is True
    assert preview(arabs_only, MEETING, tight)["too_long"] is False


def test_the_network_signs() -> None:
    shown = preview(COUNTED, MEETING, replace(TERMS, network="شبكة جرسيف"))
    assert [text["text"].splitlines()[-1] for text in shown["texts"]] == ["شبكة جرسيف"] * 2


def test_the_longest_text_decides_whether_it_fits() -> None:
    short = parts_by_language({**MEETING, "title": "ط" * 10, "place": "م" * 10}, TERMS)
    long = parts_by_language({**MEETING, "title": "ط" * 120, "place": "م" * 120}, TERMS)
    assert (short, long) == ({"ar": 2, "fr": 3}, {"ar": 6, "fr": 6})
