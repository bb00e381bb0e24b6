import pytest

from services.registry import territory
from services.registry.domain.identity import match_key, place_key

VARIANTS = {
    "Ben Guerir": ["ابن جرير", "بن جرير", "بنجرير", "ابن كرير", "Benguerir", "Ben Guérir", "جماعة بن جرير"],
    "Sidi Bou Othmane": ["سيدي بوعثمان", "سيدي بو عثمان", "Sidi Bouathmane", "SIDI BOU-OTHMAN"],
    "Skhour Rehamna": ["صخور الرحامنة", "صخور رحامنه", "Skhour Rhamna", "Commune de Skhour des Rehamna"],
    "Nzalat Laadam": ["نزالة لعظم", "نزالة العظم"],
    "Oulad Imloul": ["أولاد املول", "اولاد ملول"],
    "Jbilate": ["الجبيلات", "جبيلات"],
}


@pytest.mark.parametrize(("name", "written"), [(n, w) for n, ws in VARIANTS.items() for w in ws])
def test_a_commune_is_found_by_any_of_its_spellings(name: str, written: str) -> None:
    assert territory.find(written) == name


@pytest.mark.parametrize("written", ["", "مراكش", "Casablanca", "سيدي", "جماعة", "🙂"])
def test_what_is_no_commune_of_the_province_is_not_found(written: str) -> None:
    assert territory.find(written) is None


def test_no_spelling_means_two_communes() -> None:
    for key_of in (match_key, place_key):
        owners: dict[str, set[str]] = {}
        for commune in territory.COMMUNES:
            for written in (commune["ar"], commune["fr"], *commune["also"]):
                owners.setdefault(key_of(written), set()).add(commune["name"])
        assert [names for names in owners.values() if len(names) > 1] == []


def test_the_province_has_25_communes() -> None:
    assert len({commune["name"] for commune in territory.COMMUNES}) == 25
