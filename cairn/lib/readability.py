"""How many years of school a text asks of its reader, in English and in Spanish.

English: Flesch-Kincaid grade (Kincaid and others, 1975). Spanish: Fernández-Huerta in Law's form (2011), with the
school grades that go with its scores. Syllables are counted by the vowels that are heard; that is near enough for a
figure that is shown softly.
"""

import re
from functools import lru_cache

SPANISH = ((90, 4), (80, 5), (70, 6), (60, 8), (50, 11), (30, 13))  # score at least, grade
HARDEST = 16

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_END = re.compile(r"[.!?:;…]+(?=[\s”\"»)]|$)")
_SENTENCE = re.compile(r"[.!?:]”?$")
_SILENT_E = re.compile(r"([^aeiouyl]e|[^aeiouy][aeiouy]le|[^aeiouytd]ed|[^aeiouyscxzgh]es)$")
_SILENT_U = re.compile(r"(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])")
_SPANISH_VOWELS = re.compile(r"(?:[aeiouáéíóúü]|y(?![aeiouáéíóú]))+")
_STRONG = "aeoáéóíú"


def grade(texts, language):
    """The school grade in which these texts can be read, one decimal; None where there is no whole sentence.

    Only whole sentences count: headings and labels end in no full stop and would make a hard text look easy.
    """
    text = " ".join(said.strip() for said in texts if _SENTENCE.search(said.strip()))
    words = _WORD.findall(text)
    if not words:
        return None
    long = len(words) / sum(bool(_WORD.search(part)) for part in _END.split(text))
    heavy = sum(syllables(word.lower(), language) for word in words) / len(words)
    if language == "es":
        score = 206.84 - 60 * heavy - 1.02 * long
        return float(next((years for least, years in SPANISH if score >= least), HARDEST))
    return max(0.0, round(0.39 * long + 11.8 * heavy - 15.59, 1))


@lru_cache(maxsize=50_000)
def syllables(word, language):
    """How many syllables are heard in a word of small letters; never less than one."""
    return max(1, _in_spanish(word) if language == "es" else _in_english(word))


def _in_english(word):
    """Groups of vowels, without the last e that nobody says."""
    groups = len(re.findall(r"[aeiouy]+", word))
    return groups - 1 if _SILENT_E.search(word) else groups


def _in_spanish(word):
    """Strong vowels each make a syllable, also í and ú; weak ones lean on a strong neighbor or share one."""
    runs = _SPANISH_VOWELS.findall(_SILENT_U.sub("", word))
    return sum(max(1, sum(letter in _STRONG for letter in run)) for run in runs)
