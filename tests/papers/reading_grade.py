"""How many years of school a paper asks of its reader, in English and in Spanish.

    .venv/bin/python -m tests.papers.reading_grade

prints the table of `docs/papers.md`.

English: Flesch-Kincaid grade, `0.39 · words/sentence + 11.8 · syllables/word − 15.59` (Kincaid and others, 1975).

Spanish: Fernández-Huerta, `206.84 − 60 · syllables/word − 1.02 · words/sentence` (J. Fernández Huerta, "Medidas
sencillas de lecturabilidad", Consigna 214, 1959, 29-32; in the corrected form of Gwillim Law, 2011, as published with
the table of school grades on legible.es/blog/lecturabilidad-fernandez-huerta). There 60 to 70 is "normal, 7th or 8th
grade", so 60 is the least that still is grade 8.

Two choices make the figure stricter than it might be. Only whole sentences count: headings, labels and the words beside
a tick box end in no full stop, and would make the mean sentence look short. And a word has the larger of two counts of
syllables: the places where pyphen would break it, and its groups of vowels. Pyphen never leaves a single letter alone
at a line's end, and so hears one syllable in "area".
"""

import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pyphen

DOCUMENTS = Path(__file__).resolve().parents[2] / "cairn" / "papers" / "documents"
LANGUAGES = ("en", "es")
HIGHEST = 8
LOWEST_SCORE = 60  # Fernández-Huerta: the lower end of "7th or 8th grade"
SCORES = ((90, 4), (80, 5), (70, 6), (LOWEST_SCORE, 8), (50, 11), (30, 13))  # score at least, grade

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
END = re.compile(r"[.!?:;…]+(?=[\s”\"»)]|$)")
SILENT = re.compile(r"(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])")
STRONG = "aeoáéóíú"


@cache
def syllables(word, language):
    """The larger of what pyphen and the vowels say, and never less than one."""
    word = word.lower()
    heard = {"en": heard_in_english, "es": heard_in_spanish}[language](word)
    return max(len(breaks(language).positions(word)) + 1, heard, 1)


@cache
def breaks(language):
    return pyphen.Pyphen(lang={"en": "en_US", "es": "es"}[language])


def heard_in_english(word):
    """Groups of vowels, without the last e that nobody says ("place", "placed", "names"; but "table", "places")."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"([^aeiouyl]e|[^aeiouy][aeiouy]le|[^aeiouytd]ed|[^aeiouyscxzgh]es)$", word)
    return groups - 1 if silent else groups


def heard_in_spanish(word):
    """Strong vowels each make a syllable, also í and ú; weak ones lean on a strong neighbor or share one."""
    runs = re.findall(r"(?:[aeiouáéíóúü]|y(?![aeiouáéíóú]))+", SILENT.sub("", word))
    return sum(max(1, sum(letter in STRONG for letter in run)) for run in runs)


def measured(text, language):
    """Words to a sentence, and syllables to a word."""
    words = WORD.findall(text)
    sentences = [part for part in END.split(text) if WORD.search(part)]
    if not words:
        return 0, 0
    return len(words) / len(sentences), sum(syllables(word, language) for word in words) / len(words)


def score(text):
    """Fernández-Huerta for Spanish: the higher, the easier."""
    long, heavy = measured(text, "es")
    return 206.84 - 60 * heavy - 1.02 * long


def grade(text, language):
    """The school grade in which this text can be read."""
    if language == "es":
        easy = score(text)
        return next((years for least, years in SCORES if easy >= least), 16)
    long, heavy = measured(text, "en")
    return 0.39 * long + 11.8 * heavy - 15.59


def texts(document, language):
    """Every text of a document in this language, in the order of reading."""
    if isinstance(document, list):
        return [text for part in document for text in texts(part, language)]
    if not isinstance(document, dict):
        return []
    own = [document[language]] if isinstance(document.get(language), str) else []
    return own + [text for part in document.values() for text in texts(part, language)]


def prose(document, language):
    """The whole sentences among the texts: what somebody reads, rather than fills in."""
    return [text for text in texts(document, language) if re.search(r"[.!?:]”?$", text)]


def opened(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def table():
    """One line per document: its grade in English, its score and grade in Spanish."""
    yield "| paper | words | English grade | Spanish score | Spanish grade |"
    yield "|---|--:|--:|--:|--:|"
    for path in sorted(DOCUMENTS.glob("*.toml")):
        document = opened(path)
        english, spanish = (" ".join(prose(document, language)) for language in LANGUAGES)
        count = len(WORD.findall(" ".join(texts(document, "en"))))
        yield (
            f"| {path.stem} | {count} | {grade(english, 'en'):.1f} | {score(spanish):.0f} | {grade(spanish, 'es')} |"
        )


if __name__ == "__main__":
    sys.stdout.write("\n".join(table()) + "\n")
