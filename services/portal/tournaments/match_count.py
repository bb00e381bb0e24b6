"""How many matches does a format make? Pure; for the organiser who is still choosing."""


def matches(entrants: int, shape: dict[str, int]) -> int | None:
    """None where so few teams cannot be played so.

    `shape` holds `groups` (0 for a straight knock-out), `legs`, `qualify`, `best_next`, `ends_with`,
    `third_place` (0 or 1), `knockout_legs` and `knockout` (0 for a league). The final has one leg.
    """
    groups = shape["groups"]
    if entrants < 2 or groups * 2 > entrants:
        return None
    in_groups = sum(_round_robin(size) for size in _sizes(entrants, groups)) * shape["legs"]
    if not shape["knockout"]:
        return in_groups
    going_on = groups * shape["qualify"] + shape["best_next"] if groups else entrants
    if going_on < max(2, shape["ends_with"]):
        return None
    third_place = shape["third_place"] if shape["ends_with"] == 1 and going_on > 3 else 0
    final = 1 if shape["ends_with"] == 1 else 0
    ties = going_on - shape["ends_with"] - final
    return in_groups + ties * (shape["knockout_legs"] or 1) + final + third_place


def _sizes(entrants: int, groups: int) -> list[int]:
    return [entrants // groups + (group < entrants % groups) for group in range(groups)]


def _round_robin(teams: int) -> int:
    return teams * (teams - 1) // 2
