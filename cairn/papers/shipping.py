"""The house's own documents, laid out for an organization. Its own text is never overwritten."""

import tomllib
from functools import cache
from pathlib import Path

from cairn.audit.recording import record
from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.lib.words import NotHere
from cairn.people.acts import Act
from cairn.people.models import Organization

from .models import Form, Version
from .rules import shape

FOLDER = Path(__file__).parent / "documents"
PARTS = ("title", "why", "items", "signs", "witness", "copy", "renew_months", "review_months", "include")


class Misshapen(Exception):
    """One of our own documents cannot be used: the sentence says where."""


def documents():
    """{key: version as plain data, with ``version``, ``what_changed`` and ``asks_again``} of what we ship."""
    return _documents(FOLDER)


@cache
def _documents(folder):
    found = {}
    for path in sorted(folder.glob("*.toml")):
        said = tomllib.loads(path.read_text())
        news = {
            "version": said.pop("version", 1),
            "what_changed": said.pop("what_changed", {}),
            "asks_again": said.pop("asks_again", False),
        }
        plain = shape.whole(said)
        sentence, values = shape.why_not_version({**said, "items": plain["items"]})
        if sentence:
            raise Misshapen(f"{path.name}: {sentence.format(**{'item': '', **values})}")
        found[plain["key"]] = {**plain, **news}
    return found


@atomic
def ship(organization, *, keys=None):
    """Every document of ours is a form of this organization, in our newest text where the text is still ours.

    Safe to say again. Returns how many texts were laid out. ``keys``: only these.
    """
    hold_house(organization)
    forms = {form.key: form for form in Form.objects.filter(organization_id=organization.pk)}
    newest, drafted = {}, set()
    for version in Version.objects.filter(organization_id=organization.pk).order_by("number").only(*_FEW):
        newest[version.form_id] = version
        if version.published_at is None:
            drafted.add(version.form_id)
    laid = 0
    for key, plain in documents().items():
        form = forms.get(key)
        if keys is None or key in keys:
            last = newest.get(form.pk) if form else None
            if last is None or (form.pk not in drafted and 0 < last.shipped < plain["version"]):
                _lay(organization, form, plain, last.number if last else 0)
                laid += 1
    return laid


def hold_house(organization):
    """Two who lay out or make a form of this house at the same moment come one after the other."""
    Organization.objects.filter(pk=organization.pk).select_for_update(no_key=True).values_list("pk").get()


_FEW = ("form_id", "number", "shipped", "published_at")


def _lay(organization, form, plain, number):
    now = clock.now()
    if form is None:
        form = Form(organization_id=organization.pk, key=plain["key"], kind=plain["kind"], made_at=now)
        form.save(force_insert=True)
    version = Version(
        organization_id=organization.pk,
        form=form,
        number=number + 1,
        shipped=plain["version"],
        what_changed=plain["what_changed"],
        asks_again=plain["asks_again"],
        made_at=now,
        published_at=now,
        **{part: plain[part] for part in PARTS},
    )
    version.save(force_insert=True)
    record(Act.FORM_PUBLISH, version, form=plain["key"], number=version.number, shipped=plain["version"])


def ship_everywhere():
    """The same for every organization of this server."""
    return sum(ship(organization) for organization in Organization.objects.order_by("founded_at"))


def published(organization, key):
    """The text of a form that is in use now, with its form; laid out first when it was not yet. ``NotHere``: none."""
    found = _published(organization.pk, key)
    if found is None and key in documents():
        ship(organization, keys={key})
        found = _published(organization.pk, key)
    if found is None:
        raise NotHere
    return found


def _published(organization_id, key):
    rows = Version.objects.filter(form__organization_id=organization_id, form__key=key, published_at__isnull=False)
    return rows.select_related("form").order_by("-number").first()
