"""What one text of a form says otherwise than another, and how hard it is to read, on plain values."""

from dataclasses import dataclass

from cairn.lib import readability

from .life import LANGUAGES

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
ABOUT = ("title", "why", "signs", "witness", "copy", "renew_months", "review_months", "include")


@dataclass(frozen=True)
class Change:
    """One difference: ``item`` as the newer text has it (or the older one), None for what is about the whole paper.

    ``parts``: [(name, before, now)] of what changed in it.
    """

    what: str
    item: dict | None
    parts: list


def changes(old, new):
    """Every difference between two texts of a form, in the order of the newer one; what is gone comes last."""
    about = [(name, old[name], new[name]) for name in ABOUT if old[name] != new[name]]
    found = [Change(CHANGED, None, about)] if about else []
    before = {item["id"]: item for item in old["items"]}
    now = {item["id"]: item for item in new["items"]}
    moved = _moved([i for i in before if i in now], [i for i in now if i in before])
    for name, item in now.items():
        if name not in before:
            found.append(Change(ADDED, item, []))
        elif parts := _parts(before[name], item):
            found.append(Change(CHANGED, item, parts))
        elif name in moved:
            found.append(Change(MOVED, item, []))
    return found + [Change(REMOVED, item, []) for name, item in before.items() if name not in now]


def _parts(old, new):
    names = list(dict.fromkeys([*new, *old]))
    return [(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]


def _moved(old, new):
    """The ids that stand elsewhere among the rest: all but the longest run that kept its order."""
    place = {name: n for n, name in enumerate(old)}
    best = {}
    for n, name in enumerate(new):
        runs = [best[other] for other in new[:n] if place[other] < place[name]]
        best[name] = [*max(runs, key=len, default=[]), name]
    return set(new) - set(max(best.values(), key=len, default=[]))


def grades(plain):
    """{language: school grade, or None} of the whole sentences of a text."""
    return {language: readability.grade(_texts(plain, language), language) for language in LANGUAGES}


def _texts(said, language):
    """Every text in this language, in the order of reading."""
    if isinstance(said, list):
        return [text for part in said for text in _texts(part, language)]
    if not isinstance(said, dict):
        return []
    own = [said[language]] if isinstance(said.get(language), str) else []
    return own + [text for part in said.values() for text in _texts(part, language)]
