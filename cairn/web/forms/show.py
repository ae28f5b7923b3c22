"""The library and one paper, as pages show them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.lib import readability
from cairn.people.roles import Role

from .. import texts
from . import words

HARD = 8  # the grade up to which a paper is easy enough


def shelves(found, grades, zone):
    """The forms of the house, by title."""
    rows = [_shelf(shelf, grades, zone) for shelf in found]
    return sorted(rows, key=lambda row: row["title"].casefold())


def _shelf(shelf, grades, zone):
    text = shelf.text or shelf.draft
    return {
        "title": shelf.title(words.spoken()),
        "url": reverse("form", args=[shelf.form.pk]),
        "kind": words.kind(shelf.form.kind),
        "number": shelf.text.number if shelf.text else 0,
        "since": texts.date(texts.local(shelf.text.published_at, zone)) if shelf.text else "",
        "is_own": shelf.is_own or shelf.text is None,
        "newer": shelf.newer,
        "draft": shelf.draft is not None,
        "grade": grade(grades.get(text.pk, {}) if text else {}),
    }


def grade(found):
    """How hard a text is to read, in both languages: ``{words, is_hard}``; None where there is nothing to measure."""
    said = [(language, found.get(language)) for language in ("en", "es") if found.get(language) is not None]
    if not said:
        return None
    known = {"en": _("English"), "es": _("Spanish")}
    figures = ", ".join(f"{known[language]} {max(1, round(figure))}" for language, figure in said)
    return {
        "words": _("reading grade: {figures}").format(figures=figures),
        "line": _("Reading grade: {figures}.").format(figures=figures),
        "is_hard": max(f for _l, f in said) > HARD,
    }


def ways(who):
    """What somebody can do in the library."""
    return {"may_design": who.is_a(Role.ADMINISTRATOR)}


def head(version, form, language, *, current=None):
    """The top of a paper's page: title, what it is for, chips. ``current``: the text that is in use, or None."""
    return {
        "id": form.pk,
        "key": form.key,
        "text_id": version.pk if version else None,
        "title": words.in_(version.title, language) if version else form.key,
        "why": words.in_(version.why, language) if version else "",
        "kind": words.kind(form.kind),
        "is_bundle": form.kind == "bundle",
        "state": _state(version, current),
        "language": language,
        "languages": languages(language, reverse("form-text", args=[version.pk]) if version else ""),
    }


def languages(chosen, path):
    """The two languages of a paper, as tabs."""
    named = {"en": _("English"), "es": _("Spanish")}
    return [
        {"url": f"{path}?language={code}", "label": label, "current": code == chosen} for code, label in named.items()
    ]


def _state(version, current):
    if version is None or version.published_at is None:
        return {"words": _("a draft"), "tone": "amber"}
    if current is None or version.pk == current.pk:
        return {"words": _("in use"), "tone": "pine"}
    return {"words": _("an older text"), "tone": "plain"}


def editions(versions, names, zone, shown=None):
    """The texts of a form, the newest first: number, since when, by whom, what changed."""
    published = [v for v in versions if v.published_at]
    return [_edition(v, names, zone, shown, is_first=v is published[-1] if published else False) for v in versions]


def _edition(version, names, zone, shown, *, is_first):
    by = names.get(version.published_by_id)
    return {
        "id": version.pk,
        "number": version.number,
        "url": reverse("form-text", args=[version.pk]),
        "is_shown": shown is not None and version.pk == shown.pk,
        "is_draft": version.published_at is None,
        "since": texts.date(texts.local(version.published_at, zone)) if version.published_at else "",
        "by": by or (_("came with the house") if version.shipped else ""),
        "what_changed": words.in_(version.what_changed),
        "asks_again": version.asks_again,
        "differences": "" if is_first or version.number == 1 else reverse("form-text-differences", args=[version.pk]),
    }


def terms(version):
    """What holds for the whole paper, as (term, answer) pairs."""
    found = [(_("Whose names"), words.signers(version.signs) or _("nobody signs it"))]
    if version.witness:
        found.append((_("A witness"), _("is needed")))
    if version.copy:
        found.append((_("A copy"), _("is given, and how is written down")))
    if version.renew_months:
        found.append((_("Holds for"), months(version.renew_months)))
    if version.review_months:
        found.append((_("Looked at again after"), months(version.review_months)))
    return found


def months(number):
    """A length of time in months."""
    return _("one month") if number == 1 else _("{n} months").format(n=number)


def counted(counts):
    """How many papers there are of a form, in sentences."""
    if not counts["signed"] and not counts["open"]:
        return [_("Nobody has filled it in yet.")]
    signed = (
        _("One paper of it is signed or finished.")
        if counts["signed"] == 1
        else _("{n} papers of it are signed or finished.").format(n=counts["signed"])
    )
    under_way = (
        _("One is being filled in.") if counts["open"] == 1 else _("{n} are being filled in.").format(n=counts["open"])
    )
    return [signed] * bool(counts["signed"]) + [under_way] * bool(counts["open"])


def paragraphs(text):
    """The paragraphs of a text."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def hard(text, language):
    """The sentence to read about one text that is hard to read, or ""."""
    found = readability.grade([text], language) if len(text.split()) >= 20 else None
    return _("A little hard to read. Shorter sentences help.") if found is not None and found > HARD else ""
