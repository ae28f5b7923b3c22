"""The papers' own words on pages: kinds, types of parts, whose names, and short names for parts."""

from django.utils import translation
from django.utils.translation import gettext

from cairn.lib.words import Refused, _
from cairn.papers.rules.filled import READ_ONLY
from cairn.papers.rules.life import LANGUAGES, NOT_FILLED, Kind, Signer

KINDS = {
    Kind.PLAN: (_("plan"), _("filled in together, looked at again")),
    Kind.CONSENT: (_("permission"), _("what may be shared, with whom, until when")),
    Kind.AGREEMENT: (_("agreement"), _("what people promise, with their names")),
    Kind.NOTICE: (_("notice"), _("something to know, and that it was read")),
    Kind.POLICY: (_("policy"), _("rules that both keep, with their names")),
    Kind.REFERENCE: (_("to read"), _("there to be read; nothing to fill in")),
    Kind.SURVEY: (_("survey"), _("questions, without a signature")),
    Kind.BUNDLE: (_("book"), _("all papers in one")),
    Kind.INTAKE: (_("intake"), _("goes to a coordinator")),
}
TYPES = {
    "heading": (_("Heading"), _("begins a new section"), "list"),
    "text": (_("Words to read"), _("a paragraph, nothing to fill in"), "note"),
    "line": (_("A line"), _("a few words"), "minus"),
    "words": (_("Free words"), _("as many as somebody likes"), "edit"),
    "yesno": (_("Yes or no"), _("one of the two"), "check"),
    "choice": (_("Choose one"), _("one answer of several"), "circle"),
    "choices": (_("Choose any"), _("as many answers as fit"), "papers"),
    "scale": (_("A scale"), _("from a low number to a high one"), "step"),
    "number": (_("A number"), _("an amount, a count"), "plus"),
    "date": (_("A day"), _("from the calendar"), "calendar"),
    "person": (_("A person"), _("a name, who they are, how to reach them"), "person"),
    "table": (_("A table"), _("rows and columns, free or named"), "building"),
    "computed": (_("Worked out"), _("a sum, a mean, a count of what stands above"), "strategy"),
}
SIGNERS = {
    Signer.PARTICIPANT: _("participant"),
    Signer.SUPPORTER: _("peer supporter"),
    Signer.COORDINATOR: _("coordinator"),
}
COMPUTES = {"sum": _("The sum of"), "mean": _("The mean of"), "count": _("How many there are in")}
LONGEST_NAME = 60


def kind(value):
    """A kind of paper in a word."""
    return gettext(KINDS[Kind(value)][0])


def kinds():
    """The kinds that an organization can make a paper of its own of, as cards to choose from."""
    left_out = (*NOT_FILLED - {Kind.REFERENCE}, Kind.CONSENT)
    return [
        {"value": str(k), "label": gettext(name).capitalize(), "hint": gettext(hint)}
        for k, (name, hint) in KINDS.items()
        if k not in left_out
    ]


def types():
    """The types of parts, to choose from."""
    return [
        {"value": name, "label": gettext(label), "hint": gettext(hint), "icon": icon}
        for name, (label, hint, icon) in TYPES.items()
    ]


def type_name(value):
    """A type of part in a word or two."""
    return gettext(TYPES[value][0])


def is_read_only(value):
    """True for parts that are only read."""
    return value in READ_ONLY


def signers(values):
    """Whose names are needed, in words."""
    return ", ".join(gettext(SIGNERS[Signer(value)]) for value in values)


def spoken():
    """The language of this page, of those that papers have."""
    here = (translation.get_language() or "en")[:2]
    return here if here in LANGUAGES else "en"


def asked_language(request):
    """The language somebody wants to read a paper in: the one of the address, else the one of the page."""
    wanted = request.GET.get("language", "")
    return wanted if wanted in LANGUAGES else spoken()


def in_(texts, language=None):
    """A text in that language (or the page's), or in the other one where it is not written in it."""
    language = language or spoken()
    return texts.get(language) or next((texts[each] for each in LANGUAGES if texts.get(each)), "")


def short(text, longest=LONGEST_NAME):
    """A text cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0].rstrip(",;: ") + " …"


def name(item):
    """A part as a sentence can name it: the beginning of its text, or what type it is."""
    return short(in_(item.get("text", {}))) or type_name(item["type"])


def names(items):
    """{id: name} of parts."""
    return {item["id"]: name(item) for item in items}


def named(refusal, items):
    """The refusal with parts called by their words instead of their ids."""
    known = names(items)
    values = {
        key: known.get(value, value) if key in ("item", "other") else value for key, value in refusal.values.items()
    }
    return Refused(refusal.sentence, field=refusal.field, **values)


def answer(item, value):
    """An answer that a condition waits for, in words."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    for option in item.get("options", []):
        if option["value"] == value:
            return in_(option)
    return str(value)


def condition(item, items):
    """When a part is asked, in a sentence; "" when always."""
    when = item.get("when")
    other = next((each for each in items if when and each["id"] == when["item"]), None)
    if other is None:
        return ""
    return gettext("only when “{part}” is {answer}").format(part=name(other), answer=answer(other, when["equals"]))


def computation(item, items):
    """What is worked out, in a sentence."""
    known = names(items)
    how, of = next(iter(item.get("compute", {}).items()), ("sum", []))
    parts = [known.get(each, each) for each in ([of] if isinstance(of, str) else of)]
    return f"{gettext(COMPUTES[how])} {', '.join(parts)}"
