"""The measure itself, on texts whose figures are known, and on words whose syllables can be counted by hand."""

import pytest

from tests.papers.reading_grade import DOCUMENTS, grade, measured, prose, score, syllables, table, texts

# The opening of the Gettysburg Address is the usual yardstick; three short sentences are the other end.
HARD = (
    "Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in Liberty, "
    "and dedicated to the proposition that all men are created equal."
)
EASY = "The cat sat on the mat. The dog ran to the cat. They both went home."


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("yes", 1), ("place", 1), ("names", 1), ("walked", 1), ("table", 2), ("needed", 2), ("places", 2),
        ("together", 3), ("agreement", 3), ("boundaries", 3), ("emergency", 4),
    ],
)  # fmt: skip
def test_english_syllables(word, count):
    assert syllables(word, "en") == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("y", 1), ("que", 1), ("hoy", 1), ("muy", 1), ("quien", 1), ("día", 2), ("guía", 2), ("país", 2), ("aquí", 2),
        ("idea", 3), ("área", 3), ("lugar", 2), ("actúa", 3), ("emergencia", 4), ("participante", 5),
    ],
)  # fmt: skip
def test_spanish_syllables(word, count):
    assert syllables(word, "es") == count


def test_a_hard_sentence_and_three_easy_ones():
    assert measured(EASY, "en") == (16 / 3, 1.0)
    assert grade(EASY, "en") == pytest.approx(0.39 * 16 / 3 + 11.8 - 15.59)
    assert grade(HARD, "en") > 12  # one sentence of thirty words
    assert grade(EASY, "en") < 2


def test_spanish_by_hand():
    # Six words, one sentence, nine syllables: El-sol-sa-le-por-la-ma-ña-na.
    text = "El sol sale por la mañana."
    assert measured(text, "es") == (6, 1.5)
    assert score(text) == pytest.approx(206.84 - 60 * 1.5 - 1.02 * 6)
    assert grade(text, "es") == 4
    heavy = "La responsabilidad institucional correspondiente presupone consideraciones administrativas adicionales."
    assert grade(heavy, "es") == 16


def test_only_whole_sentences_count():
    paper = {"title": {"en": "A title", "es": "Un título"}, "items": [{"text": {"en": "We meet.", "es": "Nos vemos."}}]}
    assert texts(paper, "en") == ["A title", "We meet."]
    assert prose(paper, "en") == ["We meet."]
    assert prose(paper, "es") == ["Nos vemos."]


def test_the_table_has_a_line_for_each_paper():
    head, rule, *lines = table()
    assert head.startswith("| paper |")
    assert rule.startswith("|---")
    assert len(lines) == 19


def test_the_page_about_papers_shows_the_table_as_it_is():
    """After a change of a text: .venv/bin/python -m tests.papers.reading_grade, and its lines into docs/papers.md."""
    page = DOCUMENTS.parents[2] / "docs" / "papers.md"
    assert "\n".join(table()) in page.read_text(encoding="utf-8")
