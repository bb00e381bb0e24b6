"""Who are the members in a test? A sheet of invented people, with phones given to no operator."""

import csv
from dataclasses import dataclass
from pathlib import Path

HEADINGS = (
    "association_ar",
    "association_fr",
    "commune",
    "president_name",
    "president_phone",
    "secretary_general_name",
    "secretary_general_phone",
    "treasurer_name",
    "treasurer_phone",
    "treasurer_language",
)


@dataclass(frozen=True)
class Member:
    """`presidency` and `treasury` are phones as people write them; secretaries are not invited."""

    name: str
    commune: str
    presidency: str
    treasury: str
    secretary: str = ""
    language: str = "ar"


# Ten presidents and treasurers: one with a landline, two on one phone; the last row is refused.
SMALL = [
    Member(
        "جمعية الأمل للأشخاص في وضعية إعاقة", "Ben Guerir", "0685 10 00 01", "0685 20 00 01", "0685 30 00 01"
    ),
    Member("دار الطالبة صخور الرحامنة", "Skhour Rehamna", "٠٦٨٥١٠٠٠٠٢", "+212 685 20 00 02"),
    Member("تعاونية نسيج الرحامنة", "Ben Guerir", "06.85.10.00.03", "05 24 31 00 00"),
    Member("جمعية التضامن النسوي", "Bouchane", "0685100004", "0685200004", language="fr"),
    Member("دار الأطفال ابن جرير", "Ben Guerir", "0685100005", "0685100005"),
    Member("جمعية لا وجود لجماعتها", "Atlantide", "0685100006", "0685200006"),
]

PRESIDENTS = ("عبد الرحيم البوعزاوي", "فاطمة الزهراء العلمي", "محمد أيت أورير", "خديجة بنعلي", "نعيمة الزعيم")
SECRETARIES = ("زينب الرحماني", "عمر الصديقي", "عائشة بنسعيد")
TREASURERS = ("يوسف الحمداوي", "سعاد المرابط", "حسن الإدريسي", "ليلى بنجلون")


def sheet(folder: Path, members: list[Member]) -> Path:
    """A CSV with a byte order mark, as Excel writes it."""
    path = folder / "members.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(_row(number, member) for number, member in enumerate(members))
    return path


def _row(number: int, member: Member) -> list[str]:
    """Nobody has two names: a person is known by name and phone together."""
    return [
        member.name,
        "",
        member.commune,
        f"{PRESIDENTS[number % len(PRESIDENTS)]}",
        member.presidency,
        f"{SECRETARIES[number % len(SECRETARIES)]}" if member.secretary else "",
        member.secretary,
        f"{TREASURERS[number % len(TREASURERS)]}",
        member.treasury,
        member.language,
    ]
