"""Is a case what it should be? Reads plain JSON and names the field that is not."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from chassis.errors import Refused

Case = Mapping[str, Any]
Score = tuple[int, int]


def invalid(field: str, slug: str, **details: Any) -> Refused:
    return Refused("invalid_case", {field: {"slug": slug, **details} if details else slug})


def mapping(value: Any, field: str) -> Mapping[str, Any]:
    """An absent one is empty."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise invalid(field, "not_an_object")
    return value


def sequence(value: Any, field: str) -> Sequence[Any]:
    """An absent one is empty."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise invalid(field, "not_a_list")
    return value


def objects(case: Case, field: str, *, needed: bool = True) -> list[Mapping[str, Any]]:
    if needed and case.get(field) is None:
        raise invalid(field, "missing")
    found = sequence(case.get(field), field)
    return [mapping(item, f"{field}.{at}") for at, item in enumerate(found)]


def text(item: Case, key: str, field: str = "") -> str:
    """A name or a number that names something (`57`)."""
    value = item.get(key)
    path = f"{field}.{key}" if field else key
    if value is None or value == "":
        raise invalid(path, "missing")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise invalid(path, "not_a_name")
    return str(value)


def names(value: Any, field: str) -> list[str]:
    found = sequence(value, field)
    for at, name in enumerate(found):
        if not isinstance(name, str) or not name:
            raise invalid(f"{field}.{at}", "not_a_name")
    if len(set(found)) != len(found):
        raise invalid(field, "twice_the_same")
    return list(found)


def whole(item: Case, key: str, default: int, field: str = "") -> int:
    value = item.get(key)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int):
        raise invalid(f"{field}.{key}" if field else key, "not_a_whole_number")
    return value


def whole_or_none(item: Case, key: str, field: str = "") -> int | None:
    return None if item.get(key) is None else whole(item, key, 0, field)


def score(value: Any, field: str) -> Score | None:
    """`[home, away]`; None when there is none."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(_is_goals(goals) for goals in value):
        raise invalid(field, "not_a_score")
    return value[0], value[1]


def number(value: Any, field: str) -> int | Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise invalid(field, "not_a_number")
    try:
        exact = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise invalid(field, "not_a_number") from None
    return exact.numerator if exact.denominator == 1 else exact


def orders(value: Any, field: str) -> list[tuple[str, ...]]:
    """One order or several, each best first."""
    found = sequence(value, field)
    if found and all(isinstance(item, str) for item in found):
        return [tuple(names(found, field))]
    return [tuple(names(item, f"{field}.{at}")) for at, item in enumerate(found)]


def plain(value: Any) -> Any:
    """Exact and JSON-able: a fraction that is no whole number becomes the text `7/3`."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _is_goals(goals: Any) -> bool:
    return isinstance(goals, int) and not isinstance(goals, bool) and goals >= 0
