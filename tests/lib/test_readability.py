"""The small measure of how hard a text is to read, beside the stricter one that our own papers are held to."""

import pytest

from cairn.lib import readability
from cairn.papers import shipping
from cairn.papers.rules import versions
from tests.papers import reading_grade as strict

HARD = (
    "Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in Liberty, "
    "and dedicated to the proposition that all men are created equal."
)
HEAVY = "La responsabilidad institucional correspondiente presupone consideraciones administrativas adicionales."


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        ("yes", "en", 1), ("place", "en", 1), ("table", "en", 2), ("needed", "en", 2), ("agreement", "en", 3),
        ("emergency", "en", 4), ("y", "es", 1), ("quien", "es", 1), ("día", "es", 2), ("país", "es", 2),
        ("idea", "es", 3), ("participante", "es", 5),
    ],
)  # fmt: skip
def test_syllables(word, language, count):
    assert readability.syllables(word, language) == count


def test_easy_and_hard_texts():
    assert readability.grade(["The cat sat on the mat.", "They both went home."], "en") < 2
    assert readability.grade([HARD], "en") > 12
    assert readability.grade(["El sol sale por la mañana."], "es") == 4
    assert readability.grade([HEAVY], "es") == readability.HARDEST


@pytest.mark.parametrize("texts", [[], [""], ["A heading without a full stop"], ["…", "?!"]])
def test_where_there_is_no_whole_sentence_there_is_no_grade(texts):
    assert readability.grade(texts, "en") is None


def test_it_says_of_our_papers_what_the_strict_measure_says():
    for key, document in shipping.documents().items():
        found = versions.grades(document)
        english, spanish = (" ".join(strict.prose(document, language)) for language in ("en", "es"))
        assert found["en"] == pytest.approx(max(0, strict.grade(english, "en")), abs=0.5), key
        assert abs(found["es"] - strict.grade(spanish, "es")) <= 1, key
