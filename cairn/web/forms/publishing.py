from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.papers import designing, library
from cairn.papers.rules import filled
from cairn.people.acts import Act

from .. import texts
from ..page import Page
from ..papers import written
from . import changes, outline, sheets, show, words
from .designing import Designs
from .library import SEES


class Preview(Page):
    """A text as people will see it on a phone, to be filled in and kept nowhere."""

    roles = SEES

    def get(self, request, pk):
        return self.answer(request, library.version_for(request.who, pk))

    def post(self, request, pk):
        """The same with these answers, and what would still be missing."""
        version = library.version_for(request.who, pk)
        values, errors = tried(version.items, request.POST)
        row = request.POST.get(written.MORE, "")
        return self.answer(request, version, values, errors=errors, more={row: 1}, is_tried=not row)

    def answer(self, request, version, values=None, *, errors=None, more=None, is_tried=False):
        language = words.asked_language(request)
        sheet = library.preview(version, language=language, values=values or {})
        missing = [item for item in sheet["items"] if item["is_missing"]]
        return self.show(
            request,
            "forms/preview.html",
            head=show.head(version, version.form, language),
            tabs=show.languages(language, request.path),
            sheet=sheets.with_conditions(sheet, version),
            signers=words.signers(version.signs),
            item_errors=errors or {},
            more=more or {},
            is_tried=is_tried,
            missing=[{"text": words.short(item["text"]), "id": f"i-{item['id']}"} for item in missing],
            is_draft=version.published_at is None,
            **show.ways(request.who),
        )


def tried(items, post):
    """``({item: value}, {item: sentence})``: what was typed, and what cannot stand there."""
    known = {item["id"]: item for item in items}
    said = {name: value for name, (value, *_rest) in written.values(items, post).items() if value is not None}
    wrong = {name: why for name, value in said.items() if (why := filled.why_not_value(known[name], value))}
    errors = {name: texts.sentence(why) for name, why in wrong.items()}
    return {name: value for name, value in said.items() if name not in wrong}, errors


class Publish(Designs):
    """A draft becomes the text in use, once somebody said what changed and who signs anew."""

    def get(self, request, pk):
        return self.answer(request, self.draft(request, pk), {})

    def post(self, request, pk):
        version, said = library.version_for(request.who, pk, Act.FORM_PUBLISH), request.POST
        try:
            now = designing.publish(
                version,
                what_changed={code: said.get(f"what_changed_{code}", "").strip() for code in ("en", "es")},
                asks_again="asks_again" in said,
                revision=self.revision(request),
                by=request.who,
            )
        except Refused as refusal:
            return self.answer(request, self.draft(request, pk), said.dict(), refusal)
        return self.go("form", now.form_id, said=_("It is in use now. Older texts stay readable."))

    def answer(self, request, version, said, refusal=None):
        who = request.who
        before = next((v for v in library.versions(version.form) if v.published_at), None)
        old = library.version_for(who, before.pk) if before else None
        values = {
            "head": show.head(version, version.form, words.spoken()),
            "draft": {"id": version.pk, "revision": version.revision, "number": version.number},
            "said": said,
            "problems": outline.problems(designing.problems(version), version.items),
            "grade": show.grade(library.grades([version])[version.pk]),
            "counts": library.counts(version.form),
            "old": {"number": old.number, "id": old.pk} if old else None,
            "changes": changes.listed(library.differences(old, version), old.items, version.items) if old else [],
            "is_signed": bool(version.signs),
        }
        if refusal:
            return self.refuse(request, "forms/publish.html", words.named(refusal, version.items), **values)
        return self.show(request, "forms/publish.html", **values)
