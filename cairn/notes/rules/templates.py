"""Note templates: data in ``cairn/notes/templates``, read once. A version in use is never edited; add a new one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

BOTH, PARTICIPANT, SUPPORTER = "both", "participant", "supporter"


@dataclass(frozen=True)
class Section:
    """A part of a note: who may write in it, and what it asks, in every language that the data has."""

    key: str
    who: str
    titles: dict
    hints: dict
    lines: int

    def title(self, language, **names):
        """Its heading in that language (English when there is none); ``names`` fill {participant} and {supporter}."""
        return _in(self.titles, language).format(**names)

    def hint(self, language, **names):
        """Its prompt in that language."""
        return _in(self.hints, language).format(**names)

    def takes(self, role):
        """True when somebody in this role may write here."""
        return self.who in (BOTH, role)


@dataclass(frozen=True)
class Template:
    """What a note asks, in what order."""

    key: str
    version: int
    titles: dict
    abouts: dict
    sections: tuple
    parts: frozenset  # which structured parts stand beside: wins, steps, goals, together, feeling

    def title(self, language):
        """Its name in that language."""
        return _in(self.titles, language)

    def about(self, language):
        """One sentence on when to use it."""
        return _in(self.abouts, language)

    def place(self, key):
        """The number of a section; None when there is no such section."""
        return next((n for n, section in enumerate(self.sections) if section.key == key), None)


def _in(texts, language):
    return texts.get(language.split("-")[0]) or texts["en"]


@cache
def all_templates():
    """{(key, version): Template}, from the data files."""
    folder = resources.files("cairn.notes") / "templates"
    found = [
        _read(file.read_text(encoding="utf-8"))
        for file in sorted(folder.iterdir(), key=str)
        if file.name.endswith(".toml")
    ]
    return {(t.key, t.version): t for t in found}


def template(key, version=None):
    """A template by key, in that version or the newest. ``KeyError`` when there is none."""
    if version is None:
        version = max(v for k, v in all_templates() if k == key) if any(k == key for k, _ in all_templates()) else None
    return all_templates()[key, version]


def _read(text):
    data = tomllib.loads(text)
    sections = tuple(Section(s["key"], s["who"], s["title"], s["hint"], s.get("lines", 3)) for s in data["sections"])
    return Template(data["key"], data["version"], data["title"], data["about"], sections, frozenset(data["parts"]))
