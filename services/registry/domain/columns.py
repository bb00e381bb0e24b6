"""Which column of a sheet is which field? Headings in Arabic, French and English, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from contracts.audience import OFFICES, PRESIDENT, SECRETARY_GENERAL, TREASURER
from services.registry.domain.identity import match_key


@dataclass(frozen=True)
class Column:
    """`ar` and `fr` are the headings that we print; `also` are others that people write."""

    field: str
    ar: str
    fr: str
    required: bool = False
    also: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.field, self.ar, self.fr, *self.also)


@dataclass(frozen=True)
class _Title:
    ar: str
    fr: str
    ar_also: tuple[str, ...]
    latin_also: tuple[str, ...]


_TITLES = {
    PRESIDENT: _Title(
        "الرئيس(ة)",
        "président(e)",
        ("الرئيس", "الرئيسة", "رئيس الجمعية", "رئيسة الجمعية", "رئيس(ة) الجمعية"),
        ("président", "présidente", "president"),
    ),
    SECRETARY_GENERAL: _Title(
        "الكاتب(ة) العام(ة)",
        "secrétaire général(e)",
        (
            "الكاتب العام",
            "الكاتبة العامة",
            "كاتب عام",
            "كاتب(ة) عام(ة)",
            "الكاتب(ة) العام",
            "الكاتب",
            "الكاتبة",
        ),
        ("secrétaire général", "secrétaire générale", "secrétaire", "secretary general", "secretary", "SG"),
    ),
    TREASURER: _Title(
        "أمين(ة) المال",
        "trésorier(ère)",
        (
            "أمين المال",
            "أمينة المال",
            "أمين المالية",
            "أمينة المالية",
            "أمين(ة) المالية",
            "أمين الصندوق",
            "أمينة الصندوق",
            "أمين(ة) الصندوق",
            "الأمين",
            "الأمينة",
        ),
        ("trésorier", "trésorière", "trésorier(e)", "trésorier(ière)", "treasurer"),
    ),
}
_AR_WORDS = {
    "name": ("اسم", ""),
    "phone": ("هاتف", "رقم هاتف", "الهاتف", "محمول", "جوال", "رقم"),
    "language": ("لغة", "اللغة"),
}
_LATIN_WORDS = {
    "name": ("nom", "", "name", "nom et prénom", "nom complet"),
    "phone": ("téléphone", "tél", "tel", "gsm", "mobile", "portable", "numéro", "phone"),
    "language": ("langue", "language"),
}
_LINKS = ("", "du", "de la", "de l'", "de", "du / de la", "du/de la", "du (de la)")


def _officer_column(office: str, part: str) -> Column:
    title = _TITLES[office]
    arabic = [f"{word} {name}" for word in _AR_WORDS[part] for name in (title.ar, *title.ar_also)]
    latin = [
        heading
        for word in _LATIN_WORDS[part]
        for name in (title.fr, *title.latin_also)
        for heading in (f"{name} {word}", *(f"{word} {link} {name}" for link in _LINKS))
    ]
    required = office == PRESIDENT and part != "language"
    french = f"{title.fr.capitalize()} : {_LATIN_WORDS[part][0]}"
    return Column(f"{office}_{part}", arabic[0], french, required, (*arabic, *latin))


COLUMNS = (
    Column(
        "association_ar",
        "اسم الجمعية",
        "Nom de l'association (arabe)",
        True,
        (
            "الجمعية",
            "الجمعيات",
            "إسم الجمعية بالعربية",
            "اسم الجمعية (بالعربية)",
            "اسم الجمعية (عربي)",
            "الاسم بالعربية",
            "association",
            "association name",
            "association (ar)",
            "association (arabe)",
            "nom de l'association",
            "nom de l'association en arabe",
            "nom association",
            "nom (ar)",
            "nom arabe",
            "name (ar)",
            "name_ar",
        ),
    ),
    Column(
        "association_fr",
        "اسم الجمعية بالفرنسية",
        "Nom de l'association (français)",
        False,
        (
            "اسم الجمعية (فرنسي)",
            "الاسم بالفرنسية",
            "association (fr)",
            "association (français)",
            "association name (french)",
            "nom de l'association en français",
            "nom (fr)",
            "nom français",
            "name (fr)",
            "name_fr",
        ),
    ),
    Column(
        "commune",
        "الجماعة",
        "Commune",
        True,
        ("الجماعة الترابية", "جماعة", "commune / جماعة", "commune territoriale", "municipality", "town"),
    ),
    *(_officer_column(office, part) for office in OFFICES for part in ("name", "phone", "language")),
)
FIELDS = tuple(column.field for column in COLUMNS)
_FIELD_OF = {match_key(heading): column.field for column in COLUMNS for heading in column.headings}


def field_of(heading: str) -> str | None:
    return _FIELD_OF.get(match_key(heading))


@dataclass(frozen=True)
class Heading:
    """Where each field stands; `missing`, `twice` and `unknown` say what is wrong with the line."""

    places: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def read_heading(cells: Sequence[str]) -> Heading:
    places: dict[str, int] = {}
    twice: list[str] = []
    unknown: list[str] = []
    for place, cell in enumerate(cells):
        known = field_of(cell)
        if known is None:
            unknown += [cell.strip()] if cell.strip() else []
        elif known in places:
            twice.append(known)
        else:
            places[known] = place
    missing = [column.field for column in COLUMNS if column.required and column.field not in places]
    return Heading(places, missing, twice, unknown)


def recognised(cells: Sequence[str]) -> int:
    """How many cells are headings of ours: tells a heading line, and the right separator, from others."""
    return sum(field_of(cell) is not None for cell in cells)
