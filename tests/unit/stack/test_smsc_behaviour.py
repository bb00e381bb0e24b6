"""Does the simulated operator cut and answer as a real one?"""

from hypothesis import given
from hypothesis import strategies as st

from stack.kannel.smsc_behaviour import Behaviour, behaviour_of, inbound_parts, receipt_text


def test_an_ordinary_number_is_delivered() -> None:
    assert behaviour_of("+212661234512") == Behaviour(receipts=((0.0, "DELIVRD"),))


def test_a_number_on_93_never_gets_a_receipt() -> None:
    assert behaviour_of("212661234593") == Behaviour(receipts=())


def test_the_receipt_says_the_state_and_the_id() -> None:
    assert receipt_text("1f", "UNDELIV") == (
        b"id:1f sub:001 dlvrd:000 submit date:2601010930 done date:2601010931 stat:UNDELIV err:069 text:"
    )


def test_a_short_arabic_reply_is_one_part_without_header() -> None:
    assert inbound_parts("إيقاف") == (8, ["إيقاف".encode("utf-16-be")])


def test_a_long_one_has_numbered_parts() -> None:
    coding, parts = inbound_parts("م" * 80)
    assert (coding, [part[:6] for part in parts]) == (
        8,
        [bytes([5, 0, 3, 42, 2, 1]), bytes([5, 0, 3, 42, 2, 2])],
    )


@given(st.text(alphabet="abcdeابتث ", max_size=500))
def test_the_parts_put_together_are_the_text(text: str) -> None:
    coding, parts = inbound_parts(text)
    bodies = [part[6:] for part in parts] if len(parts) > 1 else parts
    assert b"".join(bodies).decode("utf-16-be" if coding == 8 else "ascii") == text
    assert max(len(part) for part in parts) <= (140 if coding == 8 else 160)
