"""At which field of the form does a refusal stand, and for which bib?"""

from typing import Any

from flask_babel import gettext as _

from contracts.events.athletics_terms import HORIZONTAL, VERTICAL
from services.portal.formats import isolated
from services.portal.heats.form import LISTS, Values, bars_of, jumping, row_numbers, typed_rows
from services.portal.problems import flattened
from services.portal.refusals import label_of

# the field of a row that is typed first
FIRST = {HORIZONTAL: "attempts-0", VERTICAL: "series-0"}


def labelled(fields: Any, values: Values, kind: str) -> dict[str, Any]:
    """A refusal's fields by field id, each with its bib: `Time · bib 12`."""
    said: dict[str, Any] = {}
    rows = typed_rows(values)
    for path, slug in flattened(fields):
        parts = "-".join(path).split("-")
        problem = dict(slug) if isinstance(slug, dict) else {"slug": slug}
        for field_id in _field_ids(parts, rows, problem.pop("bibs", None), values, kind):
            said.setdefault(field_id, {**problem, **_label(field_id, values)})
    return said


def bib_words(bib: Any) -> str:
    return str(_("bib %(bib)s", bib=isolated(bib)))


def unnamed(errors: dict[str, str], values: Values) -> dict[str, str]:
    """{field id: bib} for the summary, of those sentences about a row that do not name its bib."""
    rows = [field_id for field_id in errors if field_id.startswith("rows-")]
    found = {field_id: bib_words(values.get(f"rows-{field_id.split('-')[1]}-bib", "")) for field_id in rows}
    return {field_id: bib for field_id, bib in found.items() if bib not in errors[field_id]}


def _field_ids(
    parts: list[str], sent: list[int], bibs: list[int] | None, values: Values, kind: str
) -> list[str]:
    """`sent`: the row of the form that each row of the payload was."""
    match parts:
        case ["result", "rows", at, name, *rest]:
            return [_of_row(sent[int(at)], name, rest)]
        case ["result", "jump_off", at, *rest]:
            return [_of_bar(bars_of(values)[int(at)], rest, values)]
        case ["result", "jump_off"]:
            return ["jump_off-0"]
        case ["result", "heights", *rest]:
            return [f"heights-{rest[0] if rest else 0}"]
        case ["result"] | ["result", "rows"]:
            return _of_bibs(bibs, values, FIRST.get(kind, "mark"))
        case ["result", name]:
            return [name]
    return ["-".join(parts)]


def _of_row(row: int, name: str, rest: list[str]) -> str:
    """A list that is refused as a whole is mended from its first field on."""
    at = f"-{rest[0] if rest else 0}" if name in LISTS else ""
    return f"rows-{row}-{name}{at}"


def _of_bar(bar: int, rest: list[str], values: Values) -> str:
    if rest[:1] == ["jumps"] and len(rest) > 1:
        return f"jump_off-{bar}-{jumping(values, bar)[int(rest[1])]}"
    return f"jump_off-{bar}-height"


def _of_bibs(bibs: list[int] | None, values: Values, first: str) -> list[str]:
    """Of all rows in question; a refusal that names none stands at the first row."""
    rows = row_numbers(values)
    wanted = {str(bib) for bib in bibs or ()}
    found = [row for row in rows if values.get(f"rows-{row}-bib") in wanted] or rows[:1] or [0]
    return [f"rows-{row}-{first}" for row in found]


def _label(field_id: str, values: Values) -> dict[str, str]:
    parts = field_id.split("-")
    bib = values.get(f"rows-{parts[1]}-bib") if parts[0] == "rows" else None
    return {"label": f"{label_of(parts)} · {bib_words(bib)}"} if bib else {}
