"""What several forms ask: how somebody is reached safely, and what they wish for. Between forms and plain values."""

from django.utils.translation import gettext as _

from cairn.people import rules as people
from cairn.teams.rules import wishes

from . import texts

LISTS = ("channels", "languages", "hours", "experience", "meet", "passes")


def typed(post):
    """What a form sent, flat, as the form shows it again: lists where several can be chosen."""
    return {**post.dict(), **{name: post.getlist(name) for name in LISTS}}


def reach(said):
    """The flat fields as ``people.rules.reach`` takes them."""
    return {
        "channels": said["channels"],
        "first": said.get("first_way", ""),
        "hours": said.get("safe_hours", ""),
        "leave_no_message": said.get("messages") != "fine",
        "email": said.get("email", ""),
        "neutral_name": said.get("neutral_name", ""),
        "words": said.get("safe_words", ""),
    }


def reached(safe, *, phone="", born_on=""):
    """What is known about reaching somebody, flat, for the form."""
    safe = {**people.SAFE_CONTACT, **(safe or {})}
    return {
        "channels": safe["channels"],
        "first_way": (safe["channels"] or [""])[0],
        "safe_hours": safe["hours"],
        "messages": "" if safe["leave_no_message"] else "fine",
        "email": safe["email"],
        "neutral_name": safe["neutral_name"],
        "safe_words": safe["words"],
        "phone": phone or "",
        "born_on": born_on or "",
    }


def wished(said):
    """The wishes kept in a row, flat, for the form."""
    return wishes.clean(said or {})


def choices():
    """Everything that these forms offer, as ``(value, words)``."""
    return {
        "channels": named(people.CHANNELS),
        "languages": named(wishes.LANGUAGES),
        "hours": named(wishes.HOURS),
        "experience": named(wishes.EXPERIENCE),
        "meet": named(wishes.MEET),
    }


def named(words):
    """``(value, words)`` of a table of marked words."""
    return [(value, texts.sentence(label)) for value, label in words.items()]


def in_words(kind, codes):
    """The words of these codes, one after the other; free words stay as they are."""
    known = {"channels": people.CHANNELS, **wishes.CHOICES}.get(kind, {})
    return ", ".join(texts.sentence(known[code]) if code in known else code for code in codes)


def safe_lines(safe, phone=""):
    """How to reach somebody, as ``(term, words)``, the most careful first; none when nothing was said."""
    safe = {**people.SAFE_CONTACT, **(safe or {})}
    found = [(_("How"), in_words("channels", safe["channels"])), (_("When"), safe["hours"])]
    found += [(_("Phone"), phone), (_("E-mail"), safe["email"]), (_("Under the name"), safe["neutral_name"])]
    found.append((_("To keep them safe"), safe["words"]))
    return [(term, words) for term, words in found if words]


def wish_lines(said):
    """Wishes as ``(term, words)``."""
    said = wishes.clean(said or {})

    def both(kind, words):
        return ", ".join(part for part in (in_words(kind, said[kind]), said[words]) if part)

    found = [
        (_("Languages"), in_words("languages", said["languages"])),
        (_("Lived experience"), both("experience", "experience_words")),
        (_("Times"), both("hours", "hours_words")),
        (_("How to meet"), in_words("meet", said["meet"])),
        (_("Interests"), said["interests"]),
    ]
    return [(term, words) for term, words in found if words]
