"""The organization makes a paper its own: a new text is drafted beside the old one, looked at, and published."""

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import Refused, _
from cairn.people import access
from cairn.people.acts import Act

from . import shipping, shown
from .models import Earlier, Form, Version
from .rules import consent, life, shape
from .rules.life import Kind

PARTS = shipping.PARTS
MOST_STEPS = 50  # of a draft that can be taken back


@atomic
def design(*, key, kind, title, by, pk=None, like=None):
    """A new form of the organization's own, with a first draft. Returns the Version. ``title``: {"en", "es"}.

    ``like``: a text of the house that the draft begins as, under its own title; without it the draft is empty.
    """
    access.require(by, Act.FORM_DESIGN, by.organization)
    shipping.hold_house(by.organization)
    if pk and (there := Version.objects.filter(pk=pk, organization_id=by.organization_id).first()):
        return there
    begun = {part: getattr(like, part) for part in PARTS} if like else {}
    plain = shape.whole({**begun, "key": key, "kind": kind, "title": title})
    if not like and kind == Kind.CONSENT:
        raise Refused(_("A permission has parts that the law asks for. Please let it begin like one of ours."), "like")
    _ask_shape(plain)
    if Form.objects.filter(organization_id=by.organization_id, key=key).exists():
        raise Refused(_("There is a paper with this key already. You can work on its text."), field="key")
    form = Form(organization_id=by.organization_id, key=key, kind=kind, made_at=clock.now())
    form.save(force_insert=True)
    return _draft(form, plain, 1, by, pk=pk)


@atomic
def draft(form, *, by, pk=None):
    """A draft of the next text of this form: the one that is there, or a fresh one that begins as the text in use."""
    access.require(by, Act.FORM_DESIGN, form)
    hold(form)
    if there := Version.objects.filter(form=form, published_at=None).first():
        return there
    last = form.versions.order_by("number").last()
    plain = {part: getattr(last, part) for part in PARTS} if last else shape.whole({"title": {}})
    return _draft(form, plain, last.number + 1 if last else 1, by, pk=pk)


@atomic
def change(version, *, by, revision=None, **parts):
    """The draft says this now. ``parts``: of title, why, items, signs, witness, copy, renew_months, review_months.

    ``revision``: the one the page showed; another means that somebody else changed the draft meanwhile.
    """
    access.require(by, Act.FORM_DESIGN, version)
    hold(version.form)
    now = Version.objects.get(pk=version.pk)
    if sentence := why_not_change(now, revision):
        raise Refused(sentence)
    before = {part: getattr(now, part) for part in parts}
    for part, said in parts.items():
        assert part in PARTS, part
        setattr(now, part, said)
    now.form = version.form
    said = shape.whole(_plain(now))
    _ask_shape(said)
    _keep(now, {**before, "shipped": now.shipped})
    for part in PARTS:
        setattr(version, part, said[part])
    version.revision, version.shipped, version.made_by = now.revision + 1, 0, by.person
    version.save(update_fields=[*PARTS, "revision", "shipped", "made_by"])
    record(Act.FORM_DESIGN, version, by=by, form=version.form.key, number=version.number)
    return version


@atomic
def take_in(plain, *, by):
    """A text from outside (read by ``exchange.questionnaire.from_fhir``) is the draft of its form. Returns the Version.

    A form of a new key is made; what was in a draft before is replaced, what is published stays in use.
    """
    access.require(by, Act.FORM_DESIGN, by.organization)
    shipping.hold_house(by.organization)
    plain = shape.whole(plain)
    _ask_shape(plain)
    form = Form.objects.filter(organization_id=by.organization_id, key=plain["key"]).first()
    if form is None:
        form = Form(organization_id=by.organization_id, key=plain["key"], kind=plain["kind"], made_at=clock.now())
        form.save(force_insert=True)
    elif form.kind != plain["kind"]:
        raise Refused(
            _("There is a paper with this key already, of another kind. Please use another key."), field="key"
        )
    return change(draft(form, by=by), by=by, **{part: plain[part] for part in PARTS})


@atomic
def restore(form, *, by):
    """The draft begins again as our own document has it. What is in use stays until the draft is published."""
    access.require(by, Act.FORM_DESIGN, form)
    plain = shipping.documents().get(form.key)
    if plain is None:
        raise Refused(_("This paper is your own; there is no other text to go back to."))
    version = change(draft(form, by=by), by=by, **{part: plain[part] for part in PARTS})
    version.shipped = plain["version"]
    version.save(update_fields=["shipped"])
    return version


@atomic
def drop(version, *, by):
    """The draft is gone; the text in use stays as it is. A form that never had another text goes with its draft."""
    access.require(by, Act.FORM_DESIGN, version)
    hold(version.form)
    if sentence := why_not_change(Version.objects.filter(pk=version.pk).first(), None):
        raise Refused(sentence)
    record(Act.FORM_DESIGN, version, by=by, form=version.form.key, number=version.number, dropped=True)
    version.delete()
    if not version.form.versions.exists():
        version.form.delete()


@atomic
def publish(version, *, what_changed, by, asks_again=False, revision=None):
    """The draft is the text in use, whole in both languages; older ones stay readable for whoever signed them.

    ``what_changed``: {"en", "es"}, needed from the second text on. ``asks_again``: who signed an older one signs anew.
    """
    access.require(by, Act.FORM_PUBLISH, version)
    hold(version.form)
    now = Version.objects.get(pk=version.pk)
    if now.published_at is not None:
        return now
    if sentence := why_not_change(now, revision):
        raise Refused(sentence)
    now.form = version.form
    sentence, values = why_not_publish(now)
    if sentence:
        raise Refused(sentence, **values)
    if now.number > 1 and any(not what_changed.get(language, "").strip() for language in life.LANGUAGES):
        raise Refused(
            _("Please say what changed, in English and in Spanish, for those who signed before."), "what_changed"
        )
    now.what_changed, now.asks_again = dict(what_changed), asks_again and now.number > 1
    now.published_at, now.published_by = clock.now(), by.person
    now.save(update_fields=["what_changed", "asks_again", "published_at", "published_by"])
    Earlier.objects.filter(version=now).delete()
    record(Act.FORM_PUBLISH, now, by=by, form=now.form.key, number=now.number, asks_again=now.asks_again)
    return now


def why_not_publish(version):
    """``(sentence, values)``: what the draft still lacks to come into use, or ("", {}). The page can show it early."""
    plain = _plain(version)
    sentence, values = shape.why_not_version(plain)
    if not sentence and not plain["items"]:
        sentence = _("There is nothing in this paper yet. Please add a part.")
    if not sentence and plain["kind"] == Kind.CONSENT:
        sentence, values = consent.why_not_form(plain["items"], consent.kind_of(plain["key"]))
    return sentence, values


def problems(version):
    """Everything that the draft still lacks to come into use, as ``(sentence, values)``, in the order of its parts."""
    plain = _plain(version)
    found = shape.problems(plain)
    if not plain["items"]:
        found.append((_("There is nothing in this paper yet. Please add a part."), {}))
    if plain["kind"] == Kind.CONSENT and not found:
        sentence, values = consent.why_not_form(plain["items"], consent.kind_of(plain["key"]))
        found += [(sentence, values)] if sentence else []
    return found


def _plain(version):
    said = shown.plain(version)
    del said["number"]
    return said


def _draft(form, plain, number, by, pk=None):
    version = Version(
        organization_id=form.organization_id,
        form=form,
        number=number,
        made_by=by.person,
        made_at=clock.now(),
        **{part: plain[part] for part in PARTS if part in plain},
    )
    version.pk = pk or version.pk
    version.save(force_insert=True)
    record(Act.FORM_DESIGN, version, by=by, form=form.key, number=number)
    return version


def hold(form):
    """Two who work on the same form come one after the other."""
    Form.objects.filter(pk=form.pk).select_for_update(no_key=True).values_list("pk").get()


def _keep(version, said):
    """What the draft said in these parts stays within reach of ``undoing``; the oldest step makes room."""
    Earlier(version=version, revision=version.revision, said=said).save(force_insert=True)
    Earlier.objects.filter(version=version, revision__lte=version.revision - MOST_STEPS).delete()


def _ask_shape(plain):
    sentence, values = shape.why_not_version(plain, languages=())
    if sentence:
        raise Refused(sentence, **values)


def why_not_change(version, revision):
    """The sentence to read, or "" when the draft may change now. ``revision``: the one the page showed, or None."""
    if version is None:
        return _("This draft is gone. You can start a new one.")
    if version.published_at is not None:
        return _("This text is in use and stays as it is. You can start a new draft from it.")
    if revision is not None and revision != version.revision:
        return _("Somebody else has changed this draft meanwhile. Please look at it again; nothing is lost.")
    return ""
