"""Doors to the forms of a house: what is in use, what is drafted, what was in use before."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from cairn.people import access
from cairn.people.acts import Act

from . import shipping, shown
from .models import Earlier, Form, Paper, Version
from .rules import versions as rules
from .rules.life import NOT_FILLED, OPEN, Kind, State

_graded = {}  # {(version, revision): grades}: a text of one revision stays as it is
MOST_GRADED = 2000


@dataclass(frozen=True)
class Shelf:
    """A form in the list of the house. ``text``: in use, or None. ``draft``: of the next text, or None.

    ``is_own``: the organization's own words. ``newer``: our document has a newer text than the one they replaced.
    """

    form: Form
    text: Version | None
    draft: Version | None
    is_own: bool
    newer: bool

    def title(self, language):
        """Its title in that language."""
        titles = (self.text or self.draft).title if self.text or self.draft else {}
        return titles.get(language) or titles.get("en", "") or self.form.key


def forms(who):
    """Every form of the house, by key, for administrators and coordinators. Two queries."""
    found = {form.pk: [form, None, None, 0] for form in access.scope(who, Act.FORM_READ, Form.objects.order_by("key"))}
    rows = Version.objects.filter(form__in=list(found)).order_by("number")
    for version in rows.defer("items", "why", "what_changed"):
        row = found[version.form_id]
        row[2 if version.published_at is None else 1] = version
        row[3] = max(row[3], version.shipped)
    ours = shipping.documents()
    return [
        Shelf(
            form,
            text,
            draft,
            is_own=text is not None and not text.shipped,
            newer=form.key in ours and shipped < ours[form.key]["version"],
        )
        for form, text, draft, shipped in found.values()
    ]


def form_for(who, pk, act=Act.FORM_READ):
    """One form of the house, for the act that is meant."""
    return access.one(who, act, Form.objects.filter(pk=pk))


def versions(form):
    """The texts of a form, the newest first, drafts too. The caller came through the form's door."""
    return list(form.versions.select_related("form").defer("items").order_by("-number"))


def version_for(who, pk, act=Act.FORM_READ):
    """One text of the house with its form, for the act that is meant."""
    return access.one(who, act, Version.objects.filter(pk=pk).select_related("form"))


def text_for(who, key):
    """The text of a form that is in use now, for anybody of the house to read."""
    version = shipping.published(who.organization, key)
    access.require(who, Act.TEXT_READ, version)
    return version


def texts_for(who, keys):
    """``{key: the text in use}`` of these forms, for anybody of the house to read. One query."""
    rows = access.scope(who, Act.TEXT_READ, Version.objects.filter(form__key__in=keys, published_at__isnull=False))
    return {version.form.key: version for version in rows.select_related("form").order_by("number")}


def titles(who, language):
    """``{form key: title}`` of the papers that people of the house fill in, for anybody who may read texts."""
    newer = Version.objects.filter(form=OuterRef("form"), published_at__isnull=False, number__gt=OuterRef("number"))
    rows = access.scope(who, Act.TEXT_READ, Version.objects.filter(~Exists(newer), published_at__isnull=False))
    rows = rows.exclude(form__kind__in=[kind.value for kind in NOT_FILLED]).values_list("form__key", "title")
    return {key: said.get(language) or said.get("en", key) for key, said in rows}


def book(who, key):
    """A bundle as a book: its own text, then those that it puts together, in order, each in use now. Three queries.

    As long as the bundle says what came with the house, the organization's own papers follow; once they made the
    bundle their own, it holds what they chose.
    """
    bundle = text_for(who, key)
    newer = Version.objects.filter(form=OuterRef("form"), published_at__isnull=False, number__gt=OuterRef("number"))
    rows = Version.objects.filter(form__organization_id=who.organization_id, published_at__isnull=False)
    rows = rows.filter(~Exists(newer)).exclude(form__kind=Kind.BUNDLE).select_related("form")
    found = {version.form.key: version for version in rows.order_by("form__key")}
    more = [key for key in found if bundle.shipped and key not in shipping.documents()]
    order = dict.fromkeys([*bundle.include, *more])
    return [bundle, *(found[key] for key in order if key in found)]


def text_of(organization, key):
    """The same as plain data, for rooms that ask its items in their own way (a concern, an exit survey)."""
    return shown.plain(shipping.published(organization, key))


def plain(version):
    """A text as plain data, for the exchange. Needs its form."""
    return shown.plain(version)


def can_restore(form, text):
    """True when our own document says something else than the text in use (or there is none)."""
    ours = shipping.documents().get(form.key)
    return ours is not None and (text is None or text.shipped != ours["version"])


def differences(old, new):
    """What the text ``new`` says otherwise than ``old``, as ``rules.versions.changes`` has it. Both need their form."""
    return rules.changes(shown.plain(old), shown.plain(new))


def grades(versions):
    """{version id: {language: school grade, or None}} of these texts; at most one query, none for texts known here."""
    if len(_graded) > MOST_GRADED:
        _graded.clear()
    asked = {(v.pk, v.revision): v for v in versions}
    if new := [pk for pk, revision in asked if (pk, revision) not in _graded]:
        for row in Version.objects.filter(pk__in=new).select_related("form"):
            _graded[row.pk, row.revision] = rules.grades(shown.plain(row))
    return {pk: _graded.get((pk, revision), {}) for pk, revision in asked}


def counts(form):
    """How many papers of this form there are: ``{"signed": …, "open": …, "people": …}``. Only figures; one query.

    ``people``: ways that are going on with a signed paper of it. The caller came through the form's door.
    """
    rows = Paper.objects.filter(form=form)
    going_on = Q(state=State.SIGNED, participation__ended_on=None)
    return rows.aggregate(
        signed=Count("pk", filter=Q(state=State.SIGNED)),
        open=Count("pk", filter=Q(state__in=OPEN)),
        people=Count("participation", filter=going_on, distinct=True),
    )


def can_take_back(version):
    """True when a step of this draft can be taken back. The caller came through its door."""
    return Earlier.objects.filter(version=version).exists()


def preview(version, *, language, values=None):
    """A text as a page shows it, with these answers, of nobody: for the designer. See ``shown.sheet``."""
    return shown.sheet(shown.plain(version), values or {}, language=language)
