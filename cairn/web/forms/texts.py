from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from cairn.exchange import questionnaire
from cairn.lib.words import NotHere
from cairn.papers import book, library
from cairn.people import reading as people
from cairn.people.roles import STAFF, Role

from .. import typed
from ..page import Page
from . import changes, sheets, show, words
from .library import SEES

READS = frozenset({Role.PARTICIPANT, *STAFF})


class Text(Page):
    """One text of a paper, to be read: in use, older, or a draft; and the other texts there are of it."""

    roles = SEES

    def get(self, request, pk):
        version = library.version_for(request.who, pk)
        return self.page(request, version.form, version)

    def page(self, request, form, version):
        """The page of this text."""
        who, language = request.who, words.asked_language(request)
        versions = library.versions(form)
        version = version or self.first(who, versions)
        current = next((v for v in versions if v.published_at), None)
        draft = next((v for v in versions if v.published_at is None), None)
        names = people.names({v.published_by_id for v in versions if v.published_by_id})
        return self.show(
            request,
            "forms/form.html",
            head=show.head(version, form, language, current=current),
            sheet=sheets.blank(version, language),
            terms=show.terms(version),
            grade=show.grade(library.grades([version])[version.pk]),
            editions=show.editions(versions, names, who.zone, version),
            counted=show.counted(library.counts(form)),
            draft=draft.pk if draft else None,
            can_restore=library.can_restore(form, current),
            **show.ways(who),
        )

    def first(self, who, versions):
        """The text in use, or else the draft, whole."""
        chosen = next((v for v in versions if v.published_at), versions[0])
        return library.version_for(who, chosen.pk)


class Form(Text):
    """One paper of the house, in the text that is in use."""

    def get(self, request, pk):
        return self.page(request, library.form_for(request.who, pk), None)


class Print(Page):
    """A text without answers, for the printer."""

    roles = SEES

    def get(self, request, pk):
        version = library.version_for(request.who, pk)
        sheet = sheets.blank(version, words.asked_language(request))
        signers = [words.signers([role]) for role in version.signs]
        back = reverse("form-text", args=[pk])
        return self.show(request, "forms/print.html", sheet=sheet, signers=signers, back=back)


class Pdf(Page):
    """The same as a file."""

    roles = SEES

    def get(self, request, pk):
        version = library.version_for(request.who, pk)
        return pdf_answer(request, version)


def pdf_answer(request, version):
    """A text without answers as a PDF."""
    sheet = sheets.blank(version, words.asked_language(request))
    made = sheets.as_pdf(sheet, request.who.organization, as_of=version.published_at)
    return download(made, "application/pdf", f"{version.form.key}-{version.number}-{sheet['language']}.pdf")


def download(content, kind, name):
    """A file to keep. ``name`` is of our making."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


class File(Page):
    """A text as a FHIR Questionnaire."""

    roles = SEES

    def get(self, request, pk):
        version = library.version_for(request.who, pk)
        answer = JsonResponse(
            questionnaire.to_fhir(library.plain(version)),
            content_type="application/fhir+json",
            json_dumps_params={"ensure_ascii": False, "indent": 2},
        )
        answer["Content-Disposition"] = f'attachment; filename="{version.form.key}-{version.number}.json"'
        return answer


class Differences(Page):
    """What a text says otherwise than the one before it, or than another that was chosen."""

    roles = SEES

    def get(self, request, pk):
        who = request.who
        new = library.version_for(who, pk)
        others = [v for v in library.versions(new.form) if v.pk != new.pk]
        wanted = typed.an_id(request.GET.get("with"))
        chosen = next((v for v in others if v.pk == wanted), None) or next(
            (v for v in others if v.number < new.number), None
        )
        if chosen is None:
            raise NotHere
        old = library.version_for(who, chosen.pk)
        return self.show(
            request,
            "forms/differences.html",
            head=show.head(new, new.form, words.spoken()),
            old={"number": old.number, "id": old.pk},
            new={"number": new.number, "id": new.pk, "is_draft": new.published_at is None},
            others=[(v.pk, v.number) for v in others],
            changes=changes.listed(library.differences(old, new), old.items, new.items),
        )


class Reading(Page):
    """A text of the house that is in use, for whoever is part of it."""

    roles = READS

    def get(self, request, key):
        if key == book.KEY:
            return self.go("my-manual" if not request.who.is_a(*STAFF) else "manual")
        version, language = library.text_for(request.who, key), words.asked_language(request)
        return self.show(
            request,
            "forms/reading.html",
            head=show.head(version, version.form, language, current=version),
            tabs=show.languages(language, request.path),
            sheet=sheets.blank(version, language),
            key=key,
        )


class ReadingPdf(Page):
    """The same as a file."""

    roles = READS

    def get(self, request, key):
        return pdf_answer(request, library.text_for(request.who, key))
