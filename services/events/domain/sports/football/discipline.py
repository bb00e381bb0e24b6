"""Which player misses which match, and for what?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

YELLOW, SECOND_YELLOW, RED, YELLOW_THEN_RED = "Y", "2Y", "R", "YR"
CARDS = (YELLOW, SECOND_YELLOW, RED, YELLOW_THEN_RED)
BROUGHT = "carried"  # the reason of a ban that comes from another competition
Player = tuple[str, str]  # of a team


@dataclass(frozen=True, slots=True)
class Booking:
    match: str
    team: str
    player: str
    card: str
    # matches for a red beyond the rule, as the committee decided
    ban: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A match of the calendar. Nobody serves a ban in a match that was not played."""

    match: str
    teams: tuple[str, str]
    stage: str = ""
    served: bool = True


@dataclass(frozen=True, slots=True)
class CardRules:
    """`wiped_after`: stages (or matches) after which single yellows are forgotten."""

    yellows: int = 2
    yellow_ban: int = 1
    second_yellow_ban: int = 1
    red_ban: int = 1
    wiped_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspension:
    """`carried`: matches still to serve when the calendar ends; they go on to the next stage."""

    team: str
    player: str
    after: str
    misses: tuple[str, ...]
    reason: str
    carried: int = 0


def suspensions(
    calendar: Sequence[Meeting],
    bookings: Sequence[Booking],
    rules: CardRules = CardRules(),
    brought: Mapping[Player, int] | None = None,
) -> list[Suspension]:
    """`calendar` in the order of play. Two yellows of one match are used up and add to no count.

    `brought`: matches still to serve from the stage before; they come first, `after` nothing.
    """
    still = brought or {}
    players = sorted({(booking.team, booking.player) for booking in bookings} | set(still))
    order = {meeting.match: at for at, meeting in enumerate(calendar)}
    found = [one for who in players for one in _of_player(who, calendar, bookings, rules, still.get(who, 0))]
    return sorted(found, key=lambda one: (order.get(one.after, -1), one.team, one.player))


def _of_player(
    who: Player,
    calendar: Sequence[Meeting],
    bookings: Sequence[Booking],
    rules: CardRules,
    brought: int,
) -> list[Suspension]:
    team, player = who
    cards: dict[str, list[Booking]] = {}
    for booking in bookings:
        if (booking.team, booking.player) == who:
            cards.setdefault(booking.match, []).append(booking)
    own = [meeting for meeting in calendar if team in meeting.teams]
    found: list[Suspension] = []
    singles, used = 0, 0
    if brought:
        missed, used = _serve(own, 0, brought)
        found.append(Suspension(team, player, "", missed, BROUGHT, brought - len(missed)))
    for at, meeting in enumerate(own):
        singles, bans = _read(cards.get(meeting.match, ()), singles, rules)
        for reason, length in bans:
            used = max(used, at + 1)
            missed, used = _serve(own, used, length)
            found.append(Suspension(team, player, meeting.match, missed, reason, length - len(missed)))
        if _wiped(own, at, rules):
            singles = 0
    return found


def _read(cards: Sequence[Booking], singles: int, rules: CardRules) -> tuple[int, list[tuple[str, int]]]:
    """The count of single yellows after a match, and the bans it brought."""
    kinds = [card.card for card in cards]
    bans: list[tuple[str, int]] = []
    if SECOND_YELLOW in kinds or kinds.count(YELLOW) > 1:
        bans.append(("second_yellow", _length(cards, rules.second_yellow_ban)))
    else:
        singles += (YELLOW in kinds) or (YELLOW_THEN_RED in kinds)
    if RED in kinds or YELLOW_THEN_RED in kinds:
        bans.append(("red", _length(cards, rules.red_ban)))
    if singles >= rules.yellows:
        singles = 0
        bans.append(("yellows", rules.yellow_ban))
    return singles, bans


def _length(cards: Sequence[Booking], rule: int) -> int:
    return max((card.ban for card in cards if card.ban is not None), default=rule)


def _serve(own: Sequence[Meeting], start: int, length: int) -> tuple[tuple[str, ...], int]:
    missed: list[str] = []
    at = start
    while at < len(own) and len(missed) < length:
        if own[at].served:
            missed.append(own[at].match)
        at += 1
    return tuple(missed), at


def _wiped(own: Sequence[Meeting], at: int, rules: CardRules) -> bool:
    """After a team's last match of such a stage."""
    here = own[at]
    if here.match in rules.wiped_after:
        return True
    following = own[at + 1].stage if at + 1 < len(own) else None
    return here.stage in rules.wiped_after and following != here.stage


def booked_points(bookings: Sequence[Booking], worth: Mapping[str, int]) -> dict[str, int]:
    """Card points of each team."""
    total: dict[str, int] = {}
    for booking in bookings:
        total[booking.team] = total.get(booking.team, 0) + worth.get(booking.card, 0)
    return total
