"""Small readings that both the form and its items need."""

import re

from cairn.lib.words import Refused, _
from cairn.papers.rules import shape

UNKNOWN = _("“{item}” holds something that is not known here: {part}.")


def slug(words):
    """Words as an id: small letters and digits; what is an id already stays as it is."""
    if shape.is_id(words):
        return words
    plain = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:50].strip("-")
    return plain if plain[:1].isalpha() else f"q-{plain}".strip("-")


def only(node, known, where):
    """Nothing when this holds nothing but what is known; ``Refused`` names the first other part."""
    if not isinstance(node, dict):
        raise Refused(UNKNOWN, item=where, part=str(node)[:40])
    if other := sorted(set(node) - set(known)):
        raise Refused(UNKNOWN, item=where, part=other[0])


def code_of(concept, system):
    """The one code of a concept in that system, or None."""
    codings = concept.get("coding") if isinstance(concept, dict) else None
    if not isinstance(codings, list) or len(codings) != 1 or not isinstance(codings[0], dict):
        return None
    return codings[0].get("code") if codings[0].get("system") == system else None


def whole(value):
    """A figure without its point, where nothing stands behind it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
