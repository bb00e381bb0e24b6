"""Does each text say the right words, whole, and in few parts?"""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.alphabet import alphabet_of, measure
from services.notifications.texts.render import TEXTS, MissingField, render

MORNING = datetime(2027, 8, 20, 9, 30, tzinfo=UTC)


def fields(**changes: Any) -> dict[str, Any]:
    return {
        "title": "اجتماع رئيسات ورؤساء الجمعيات وأمينات المال",
        "place": "دار الشباب، جرسيف",
        "starts_at": MORNING,
        "reply_number": "+212685123456",
        **changes,
    }


def french(**changes: Any) -> dict[str, Any]:
    return (
        fields(title="Réunion des présidentes et présidents d’associations", place="Maison des jeunes")
        | changes
    )


def test_the_arabic_invitation() -> None:
    assert render("invitation", "ar", fields(network="شبكة جرسيف")) == (
        "دعوة: اجتماع رئيسات ورؤساء الجمعيات وأمينات المال\n"
        "الجمعة 20 غشت 2027، الساعة 10:30\n"
        "دار الشباب، جرسيف\n"
        "للجواب إلى 0685123456: 1 للحضور، 2 للاعتذار. لوقف الرسائل: إيقاف\n"
        "شبكة جرسيف"
    )


def test_the_french_invitation_gives_up_the_hat_of_august_to_save_two_parts() -> None:
    assert render("invitation", "fr", french()) == (
        "Invitation : Réunion des présidentes et présidents d'associations\n"
        "vendredi 20 aout 2027 à 10:30\n"
        "Lieu : Maison des jeunes\n"
        "Réponse au 0685123456 : 1 (présence) ou 2 (absence). Pour ne plus recevoir de SMS : STOP"
    )


@pytest.mark.parametrize(
    ("template", "language", "text"),
    [
        ("moved", "ar", "تغيير: اجتماع\nالجمعة 20 غشت 2027، الساعة 10:30\nجرسيف\n"
         "للجواب إلى 0685123456: 1 للحضور، 2 للاعتذار. لوقف الرسائل: إيقاف"),
        ("cancelled", "ar", "إلغاء: اجتماع\nالموعد الملغى: الجمعة 20 غشت 2027، الساعة 10:30"),
        ("opted_out", "ar", "توقفت الرسائل إلى هذا الرقم. لاستئنافها: إرسال بدء إلى 0685123456"),
        ("opted_in", "ar", "استؤنفت الرسائل إلى هذا الرقم. لوقفها: إرسال إيقاف إلى 0685123456"),
        ("moved", "fr", "Changement : اجتماع\nvendredi 20 août 2027 à 10:30\nLieu : جرسيف\n"
         "Réponse au 0685123456 : 1 (présence) ou 2 (absence). Pour ne plus recevoir de SMS : STOP"),
        ("cancelled", "fr", "Annulation : اجتماع\nprévu le vendredi 20 août 2027 à 10:30"),
        ("opted_out", "fr",
         "Vous ne recevrez plus nos SMS. Pour les recevoir de nouveau : START au 0685123456"),
        ("opted_in", "fr", "Vous recevez de nouveau nos SMS. Pour ne plus les recevoir : STOP au 0685123456"),
    ],
)  # fmt: skip
def test_the_other_texts(template: str, language: str, text: str) -> None:
    assert render(template, language, fields(title="اجتماع", place="جرسيف")) == text


def test_both_languages_have_the_same_templates() -> None:
    assert set(TEXTS["ar"]) == set(TEXTS["fr"])


@pytest.mark.parametrize(("language", "values", "most"), [("ar", fields(), 3), ("fr", french(), 2)])
@pytest.mark.parametrize("template", ["invitation", "moved", "cancelled"])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_usual_meeting_fits_its_parts_in_every_month(
    language: str, values: dict[str, Any], most: int, template: str, month: int
) -> None:
    assert (
        measure(render(template, language, values | {"starts_at": MORNING.replace(month=month)})).parts
        <= most
    )


def test_french_templates_are_gsm7_by_themselves() -> None:
    assert {alphabet_of(text) for text in TEXTS["fr"].values()} == {"gsm7"}


@pytest.mark.parametrize(
    ("starts_at", "hour"),
    [
        (datetime(2027, 1, 20, 9, 30, tzinfo=UTC), "10:30"),
        (datetime(2027, 2, 20, 9, 30, tzinfo=UTC), "09:30"),  # Ramadan 1448
        (datetime(2027, 4, 20, 9, 30, tzinfo=UTC), "10:30"),
    ],
)
def test_the_hour_is_moroccan_also_in_ramadan(starts_at: datetime, hour: str) -> None:
    assert f"الساعة {hour}\n" in render("invitation", "ar", fields(starts_at=starts_at))


def test_a_meeting_after_midnight_is_on_the_moroccan_day() -> None:
    late = datetime(2027, 8, 20, 23, 30, tzinfo=UTC)
    assert "السبت 21 غشت 2027، الساعة 00:30" in render("invitation", "ar", fields(starts_at=late))


@pytest.mark.parametrize("missing", ["title", "place", "starts_at", "reply_number"])
@pytest.mark.parametrize("blank", [None, "", " \n\u202f"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_text_with_a_hole_is_refused(missing: str, blank: str | None, language: str) -> None:
    values = fields() | {missing: None if missing == "starts_at" else blank}
    with pytest.raises(MissingField) as refusal:
        render("invitation", language, values)
    assert refusal.value.field == ("day" if missing == "starts_at" else missing)


def test_an_absent_field_is_refused_too() -> None:
    with pytest.raises(MissingField, match="reply_number"):
        render("opted_out", "ar", {})


@pytest.mark.parametrize(
    "hostile", ["$place", "${reply_number}", "{title.__class__}", "{{ 7 * 7 }}", "$$", "%s"]
)
def test_a_value_is_never_read_as_a_template(hostile: str) -> None:
    assert render("cancelled", "fr", french(title=hostile)).startswith(f"Annulation : {hostile}\n")


def test_line_breaks_and_marks_of_a_value_do_not_reach_the_handset() -> None:
    text = render("cancelled", "ar", fields(title="اجتماع\r\n\tعام\u200f  استثنائي"))
    assert text.splitlines()[0] == "إلغاء: اجتماع عام استثنائي"


@given(st.text(min_size=1).filter(lambda text: text.strip()), st.sampled_from(["ar", "fr"]))
def test_any_title_gives_a_text_without_marks_of_direction(title: str, language: str) -> None:
    text = render("cancelled", language, fields(title=f"{title}x"))
    assert not set(text) & set(
        "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u202f"
    )
