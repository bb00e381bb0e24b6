"""Do notices say who plays when, who won, who is where, in few parts, and never two numbers side by side?"""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.domain.alphabet import alphabet_of, measure
from services.notifications.texts import ar, fr
from services.notifications.texts.lines import goals, table
from services.notifications.texts.render import MissingField, render

NOON = datetime(2027, 8, 20, 11, 30, tzinfo=UTC)
BIDI_MARKS = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LETTERS = st.text(st.sampled_from("ابتثدرسشطلمنىAtlasé \u200f"), min_size=1, max_size=12).filter(
    lambda name: bool(re.sub("[\u200f ]", "", name))
)
NAMES = st.one_of(LETTERS, LETTERS.map(lambda name: f"{name} 2"))
NUMBERS = st.integers(0, 99)


def fields(**changes: Any) -> dict[str, Any]:
    return {
        "competition": "الإقصائيات الإقليمية 2027",
        "contest": "كرة القدم، أقل من 15",
        "home": "دار الطالب",
        "away": "Tafoukt",
        "starts_at": NOON,
        "pitch": "الملعب البلدي",
        "group": "A",
        "team": "دار الطالب، ابن جرير",
        "lines": rows(),
        **changes,
    }


def rows(longest: int = 8, last: int = 4) -> list[dict[str, Any]]:
    names = [("ا", 1, 9), ("ب", 2, 6), ("ت", 3, 1), ("ث", last, 1)]
    return [{"place": place, "team": letter * longest, "points": points} for letter, place, points in names]


@pytest.mark.parametrize(
    ("template", "language", "text"),
    [
        ("fixture_scheduled", "ar",
         "مباراة: دار الطالب - Tafoukt\nالجمعة 20 غشت، الساعة 12:30\nالملعب البلدي"),
        ("fixture_moved", "ar", "تغيير: دار الطالب - Tafoukt\nالجمعة 20 غشت، الساعة 12:30\nالملعب البلدي"),
        ("fixture_scheduled", "fr",
         "Match : دار الطالب - Tafoukt\nvendredi 20 août à 12:30\nTerrain : الملعب البلدي"),
        ("fixture_moved", "fr",
         "Changement : دار الطالب - Tafoukt\nvendredi 20 août à 12:30\nTerrain : الملعب البلدي"),
        ("fixture_called_off", "ar", "إلغاء: دار الطالب - Tafoukt\nموعد الجمعة 20 غشت، الساعة 12:30"),
        ("fixture_called_off", "fr", "Annulation : دار الطالب - Tafoukt\nprévu le vendredi 20 août à 12:30"),
        ("contest_scheduled", "ar",
         "موعد: كرة القدم، أقل من 15\nالجمعة 20 غشت، الساعة 12:30\nالملعب البلدي"),
        ("contest_moved", "ar", "تغيير: كرة القدم، أقل من 15\nالجمعة 20 غشت، الساعة 12:30\nالملعب البلدي"),
        ("contest_scheduled", "fr",
         "Horaire : كرة القدم، أقل من 15\nvendredi 20 août à 12:30\nLieu : الملعب البلدي"),
        ("contest_moved", "fr",
         "Changement : كرة القدم، أقل من 15\nvendredi 20 août à 12:30\nLieu : الملعب البلدي"),
        ("team_qualified", "ar", "تأهل: دار الطالب، ابن جرير\nكرة القدم، أقل من 15"),
        ("team_qualified_instead", "ar", "تصحيح، تأهل: دار الطالب، ابن جرير\nكرة القدم، أقل من 15"),
        ("qualification_withdrawn", "ar", "تصحيح، إلغاء تأهل: دار الطالب، ابن جرير\nكرة القدم، أقل من 15"),
        ("team_qualified", "fr", "Qualification : دار الطالب، ابن جرير\nكرة القدم، أقل من 15"),
        ("team_qualified_instead", "fr",
         "Correction. Qualification : دار الطالب، ابن جرير\nكرة القدم، أقل من 15"),
        ("qualification_withdrawn", "fr",
         "Correction, qualification annulée : دار الطالب، ابن جرير\nكرة القدم، أقل من 15"),
    ],
)  # fmt: skip
def test_the_words_of_a_notice(template: str, language: str, text: str) -> None:
    long_name = fields(competition="ا" * 80)  # would cost a part more, so it is not named
    assert render(template, language, long_name) == text


@pytest.mark.parametrize(
    ("template", "language", "first"),
    [
        ("team_qualified", "ar", "تأهل: دار الطالب إلى نهائي خنيفرة"),
        ("team_qualified_instead", "ar", "تصحيح، تأهل: دار الطالب إلى نهائي خنيفرة"),
        ("team_qualified", "fr", "Qualification : دار الطالب\nProchaine étape : نهائي خنيفرة"),
    ],
)
def test_who_qualifies_hears_where_to(template: str, language: str, first: str) -> None:
    told = fields(team="دار الطالب", to="نهائي خنيفرة", competition="ا" * 80)
    assert render(template, language, told) == f"{first}\nكرة القدم، أقل من 15"
    assert "إلى" not in render(template, "ar", told | {"to": ""})


@pytest.mark.parametrize(("language", "word"), [("ar", "البطل: "), ("fr", "Champion : ")])
def test_who_has_won_the_contest_is_its_champion(language: str, word: str) -> None:
    assert render("team_qualified", language, fields(champion=True)).startswith(word)
    assert word in render("team_qualified_instead", language, fields(champion=True))


def test_a_pitch_that_is_the_place_itself_is_named_once() -> None:
    told = render("fixture_scheduled", "ar", fields(pitch="الملعب البلدي\nالملعب البلدي"))
    assert told.count("الملعب البلدي") == 1


@pytest.mark.parametrize(
    ("template", "language", "first"),
    [
        ("final_ranked", "ar", "نهائي 100 متر:"),
        ("final_corrected", "ar", "تصحيح، نهائي 100 متر:"),
        ("final_ranked", "fr", "Finale, 100 متر :"),
        ("final_corrected", "fr", "Finale corrigée, 100 متر :"),
    ],
)
def test_a_final_is_told_in_order_with_each_mark_behind_its_team(
    template: str, language: str, first: str
) -> None:
    told = fields(contest="100 متر", lines=final_lines("12.34", "1:02.34", ""), competition="ا" * 80)
    assert render(template, language, told) == f"{first}\nابن جرير 12.34\nAtlas 2: 1:02.34\n= بوعثمان"


def test_an_arabic_final_of_a_short_title_is_one_part() -> None:
    told = fields(contest="الوثب الطويل، إناث", lines=final_lines("5.23", "5.02", "4.98"))
    assert measure(render("final_ranked", "ar", told)).parts == 1


def final_lines(*marks: str) -> list[dict[str, Any]]:
    teams = zip((1, 2, 2), ("ابن جرير", "Atlas 2", "بوعثمان"), marks, strict=True)
    return [{"place": place, "team": team, "mark": mark} for place, team, mark in teams]


@pytest.mark.parametrize(
    ("language", "how", "score", "text"),
    [
        ("ar", "forfeited", "3-0", "نتيجة:\nدار الطالب 3\nTafoukt 0\nانسحاب"),
        ("ar", "awarded", "3-0", "نتيجة:\nدار الطالب 3\nTafoukt 0\nبقرار اللجنة"),
        ("ar", "", "3-0", "نتيجة:\nدار الطالب 3\nTafoukt 0"),
        ("fr", "forfeited", "3-0", "Résultat :\nدار الطالب 3\nTafoukt 0\npar forfait"),
        ("fr", "awarded", "3-0", "Résultat :\nدار الطالب 3\nTafoukt 0\npar décision du comité"),
    ],
)
def test_a_result_says_that_it_was_not_played(language: str, how: str, score: str, text: str) -> None:
    assert render("result_confirmed", language, fields(score=score, how=how)) == text


def test_how_stands_with_the_result_that_holds_and_costs_no_part() -> None:
    told = fields(home="Atlas", score="3-0", was="1-1", how="forfeited")
    assert "Tafoukt 0\nانسحاب\nبدل:" in render("result_corrected", "ar", told)
    longer = render("result_corrected", "ar", told | {"home": "ا" * 11})
    assert ("انسحاب" in longer, measure(longer).parts) == (False, 1)


@pytest.mark.parametrize(
    ("language", "score", "text"),
    [
        ("ar", "2-1", "نتيجة:\nدار الطالب 2\nTafoukt 1"),
        ("ar", "1-1 (4-3)", "نتيجة:\nدار الطالب 1\nTafoukt 1\nركلات الترجيح:\nدار الطالب 4\nTafoukt 3"),
        ("fr", "2-1", "Résultat :\nدار الطالب 2\nTafoukt 1"),
        ("fr", "0-0 (10-9)", "Résultat :\nدار الطالب 0\nTafoukt 0\nTirs au but :\nدار الطالب 10\nTafoukt 9"),
    ],
)
def test_each_score_stands_behind_its_own_team(language: str, score: str, text: str) -> None:
    assert render("result_confirmed", language, fields(score=score)) == text


@pytest.mark.parametrize(
    ("language", "score", "was", "text"),
    [
        ("ar", "2-1", "1-1", "تصحيح النتيجة:\nدار الطالب 2\nTafoukt 1\nبدل:\nدار الطالب 1\nTafoukt 1"),
        ("fr", "2-1", "1-1",
         "Correction :\nدار الطالب 2\nTafoukt 1\nau lieu de :\nدار الطالب 1\nTafoukt 1"),
        ("ar", "-", "1-1", "تصحيح النتيجة:\nدار الطالب - Tafoukt\nدون نتيجة\nبدل:\nدار الطالب 1\nTafoukt 1"),
        ("fr", "3-0", "-",
         "Correction :\nدار الطالب 3\nTafoukt 0\nau lieu de :\nدار الطالب - Tafoukt\nsans score"),
    ],
)  # fmt: skip
def test_a_corrected_result_says_what_it_replaces(language: str, score: str, was: str, text: str) -> None:
    assert render("result_corrected", language, fields(score=score, was=was)) == text


def test_a_table_is_told_in_order_and_a_shared_place_is_marked() -> None:
    told = fields(lines=rows(last=3))
    assert render("table_settled", "ar", told) == (
        "ترتيب المجموعة أ بالنقط:\nاااااااا 9\nبببببببب 6\nتتتتتتتت 1\n= ثثثثثثثث 1"
    )


@pytest.mark.parametrize("template", ["table_settled", "table_corrected"])
@pytest.mark.parametrize(("longest", "parts"), [(8, 1), (12, 2)])
def test_an_arabic_table_of_four_fits(template: str, longest: int, parts: int) -> None:
    text = render(template, "ar", fields(lines=rows(longest)))
    assert measure(text).parts == parts


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_competition_is_named_where_it_costs_no_part_more(language: str) -> None:
    short, long = ({"competition": "دوري" * times} for times in (1, 20))
    few = rows(2)
    assert render("table_settled", language, fields(lines=few, **short)).endswith("\nدوري")
    assert "دوري" not in render("table_settled", language, fields(lines=few, **long))


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("result_confirmed", {"score": "12-10"}),
        ("result_confirmed", {"score": "1-1 (4-3)"}),
        ("result_corrected", {"score": "2-1", "was": "1-1"}),
    ],
)
def test_a_result_of_short_names_is_one_part(language: str, template: str, told: dict[str, str]) -> None:
    short = fields(home="ا" * 8, away="ب" * 8, **told)
    assert measure(render(template, language, short)).parts == 1


@pytest.mark.parametrize(("pitch", "shown"), [("ملعب 2\nتازة", "ملعب 2 - تازة"), ("ملعب 2\n \n", "ملعب 2")])
def test_a_pitch_and_where_it_is_stand_on_one_line(pitch: str, shown: str) -> None:
    assert render("fixture_scheduled", "ar", fields(pitch=pitch)).splitlines()[2:] == [shown]


@pytest.mark.parametrize("score", ["annulled", "not_played", "abandoned"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_status_instead_of_a_score_is_never_shown(language: str, score: str) -> None:
    text = render("result_corrected", language, fields(score=score, was="2-1"))
    assert score not in text
    assert {"ar": "دون نتيجة", "fr": "sans score"}[language] in text


@pytest.mark.parametrize("template", ["fixture_scheduled", "fixture_moved"])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_usual_fixture_is_one_part_in_latin_and_two_at_most_in_arabic(template: str, month: int) -> None:
    at = NOON.replace(month=month)
    latin = fields(home="Atlas Taza", away="Tafoukt", pitch="Stade municipal 2", starts_at=at)
    assert measure(render(template, "fr", latin)).parts == 1
    assert measure(render(template, "ar", fields(starts_at=at))).parts <= 2


@pytest.mark.parametrize("month", range(1, 13))
def test_a_called_off_match_and_the_hour_of_a_contest_are_one_arabic_part(month: int) -> None:
    told = fields(starts_at=NOON.replace(month=month), contest="100 متر، إناث", pitch="الملعب")
    assert measure(render("fixture_called_off", "ar", told)).parts == 1
    assert measure(render("contest_scheduled", "ar", told)).parts == 1


def test_french_words_around_a_notice_are_gsm7() -> None:
    own = (fr.SHOOT_OUT, fr.NO_SCORE, *fr.HOW.values(), *fr.TEXTS.values(), fr.TO)
    assert {alphabet_of(words) for words in own} == {"gsm7"}
    assert {alphabet_of(words) for words in (ar.SHOOT_OUT, ar.NO_SCORE, *ar.HOW.values())} == {"ucs2"}


@pytest.mark.parametrize("missing", ["home", "away", "score"])
def test_a_result_with_a_hole_is_refused(missing: str) -> None:
    told = fields(score="2-1")
    del told[missing]
    with pytest.raises(MissingField, match="goals"):
        render("result_confirmed", "ar", told)


@given(NAMES, NAMES, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_no_line_of_a_result_holds_two_numbers_without_a_name_between(
    home: str, away: str, goals_home: int, goals_away: int, kicks_home: int, kicks_away: int
) -> None:
    score = f"{goals_home}-{goals_away} ({kicks_home}-{kicks_away})"
    shown = goals(home, away, score, "x", "y").split("\n")
    assert [int(line.rpartition(" ")[2]) for line in shown if line != "x"] == [
        goals_home, goals_away, kicks_home, kicks_away
    ]  # fmt: skip
    assert_no_trap(shown)


@given(st.lists(st.tuples(NAMES, NUMBERS, st.booleans()), min_size=1, max_size=8))
def test_no_line_of_a_table_holds_two_numbers_without_a_name_between(
    told: list[tuple[str, int, bool]],
) -> None:
    places = [1 + sum(not shares for _, _, shares in told[1 : at + 1]) for at in range(len(told))]
    lines = [
        {"place": place, "team": name, "points": points}
        for place, (name, points, _) in zip(places, told, strict=True)
    ]
    shown = table(lines).split("\n")
    assert [line.startswith("= ") for line in shown] == [False, *(shares for _, _, shares in told[1:])]
    assert_no_trap(shown)


MARKS = st.sampled_from(["12.34", "1:02.34", "5.23", "9.9", ""])


@given(st.lists(st.tuples(NAMES, MARKS), min_size=1, max_size=3))
def test_no_line_of_a_final_holds_two_numbers_without_a_name_between(told: list[tuple[str, str]]) -> None:
    rows = [{"place": 1 + at, "team": name, "mark": mark} for at, (name, mark) in enumerate(told)]
    shown = table(rows).split("\n")
    assert all(line.endswith(mark) for line, (_, mark) in zip(shown, told, strict=True))
    assert_no_trap(shown)


def assert_no_trap(lines: list[str]) -> None:
    """A number follows letters, or a colon where the name itself ends in a number; nothing follows it."""
    for line in lines:
        assert not set(line) & BIDI_MARKS
        assert not re.search(r"\d[ -]+\d", line), line
        assert not re.match(r"(= )?\d", line), line


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_of_a_long_league_the_head_is_told_in_four_parts(language: str) -> None:
    rows = [{"place": 1, "team": "ط" * 11 + "1", "points": 99} for _ in range(24)]
    text = render("table_corrected", language, fields(lines=rows, network="Réseau de Taza"))
    assert measure(text).parts <= 4
    assert text.count("ط1: 99") == 10
    assert "\n...\n" in text
