"""Who is meant by an audience rule or hears a notice, who of them can be told, and by how many messages?

A contact is the data of `contact_recorded`: `person_id`, `phone`, `phone_problem`, `language`, `offices`.
Opt-outs are person ids (asked by voice) and phones (asked by SMS); a phone begins with `+`, an id never does.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

NO_PHONE, OPTED_OUT = "no_phone", "opted_out"
LISTED_AT_MOST = 50

Contact = Mapping[str, Any]


@dataclass
class Left:
    """How many people one reason leaves out, and the first of them."""

    count: int = 0
    person_ids: list[str] = field(default_factory=list)


@dataclass
class Counted:
    """`people` = `messages` + `sharing` + everybody left out; `languages` counts messages."""

    people: int = 0
    reachable: int = 0
    messages: int = 0
    sharing: int = 0
    left_out: dict[str, Left] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)


def matches(rule: Mapping[str, Any], contact: Contact) -> bool:
    """One and the same office must satisfy both halves of the rule; an empty half means all."""
    return any(
        (not rule["offices"] or held["office"] in rule["offices"])
        and (not rule["communes"] or held["commune"] in rule["communes"])
        for held in contact["offices"]
    )


def hears(hearers: Mapping[str, Any], contact: Contact) -> bool:
    """Whoever holds an office in one of `associations`, or any office with `network`; both empty: nobody."""
    offices = contact["offices"]
    return (
        bool(offices)
        if hearers["network"]
        else any(held["association_id"] in hearers["associations"] for held in offices)
    )


def why_unreachable(contact: Contact, opted_out: Collection[str]) -> str | None:
    """A slug (`no_phone`, `landline`, `invalid`, `opted_out`), or None for somebody who gets an SMS."""
    if not contact["phone"]:
        return contact["phone_problem"] or NO_PHONE
    if contact["person_id"] in opted_out or contact["phone"] in opted_out:
        return OPTED_OUT
    return None


def count(rule: Mapping[str, Any], contacts: Iterable[Contact], opted_out: Collection[str]) -> Counted:
    """One pass. A shared phone gets one message, that of the smallest person id, whatever the order read."""
    counted = Counted()
    told: dict[str, tuple[str, str]] = {}
    for contact in contacts:
        if matches(rule, contact):
            counted.people += 1
            if reason := why_unreachable(contact, opted_out):
                _leave_out(counted, reason, contact["person_id"])
            else:
                _tell(told, contact)
    return _with_messages(counted, told)


def _leave_out(counted: Counted, reason: str, person_id: str) -> None:
    left = counted.left_out.setdefault(reason, Left())
    left.count += 1
    if len(left.person_ids) < LISTED_AT_MOST:
        left.person_ids.append(person_id)


def _tell(told: dict[str, tuple[str, str]], contact: Contact) -> None:
    mine = contact["person_id"], contact["language"]
    told[contact["phone"]] = min(told.get(contact["phone"], mine), mine)


def _with_messages(counted: Counted, told: dict[str, tuple[str, str]]) -> Counted:
    counted.reachable = counted.people - sum(left.count for left in counted.left_out.values())
    counted.messages = len(told)
    counted.sharing = counted.reachable - counted.messages
    counted.languages = dict(Counter(language for _, language in told.values()))
    return counted
