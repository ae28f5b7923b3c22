import json

from django.utils.translation import gettext as _

from cairn.exchange import questionnaire
from cairn.lib.words import Refused
from cairn.lib.words import _ as mark
from cairn.papers import designing, library
from cairn.papers.rules import drafting
from cairn.papers.rules.life import Kind
from cairn.people.acts import Act
from cairn.people.roles import Role

from .. import once, typed
from ..page import Page
from . import show, words

RUNS = frozenset({Role.ADMINISTRATOR})
SEES = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR})
LARGEST = 1_000_000  # bytes of a file that comes in; our longest paper takes a tenth of it
LONGEST_KEY = 36


class Library(Page):
    """Every paper of the house: what is in use, what is drafted, whose words they are."""

    roles = SEES

    def get(self, request):
        who = request.who
        found = library.forms(who)
        grades = library.grades([shelf.text or shelf.draft for shelf in found if shelf.text or shelf.draft])
        rows = show.shelves(found, grades, who.zone)
        return self.show(request, "forms/library.html", rows=rows, **show.ways(who))


class New(Page):
    """A paper of the house's own begins, empty or like one that is there."""

    roles = RUNS

    def get(self, request):
        return self.answer(request, {"kind": "agreement"})

    def post(self, request):
        who, said = request.who, request.POST
        title = {code: said.get(f"title_{code}", "").strip() for code in ("en", "es")}
        like = self.like(who, said.get("like"))
        try:
            if not title["en"]:
                raise Refused(mark("Please give it a title in English. The Spanish one can follow."), field="title_en")
            version = designing.design(
                key=self.key(who, title["en"]),
                kind=like.form.kind if like else said.get("kind", ""),
                title={code: words for code, words in title.items() if words},
                like=like,
                by=who,
                pk=once.asked(request),
            )
        except Refused as refusal:
            return self.answer(request, said.dict(), refusal)
        return self.go("form-draft", version.pk, said=_("The draft is there. Add its parts."))

    def like(self, who, chosen):
        """The text that it begins like, or None."""
        pk = typed.an_id(chosen)
        return library.version_for(who, pk, Act.FORM_DESIGN) if pk else None

    def key(self, who, title):
        """A key made from the title, that no other paper of the house has."""
        taken = {shelf.form.key for shelf in library.forms(who)}
        return drafting.fresh_id(drafting.slug(title, LONGEST_KEY), taken, "paper")

    def answer(self, request, said, refusal=None):
        shelves = [shelf for shelf in library.forms(request.who) if shelf.text and shelf.form.kind not in _ALONE]
        like = sorted((shelf.title(words.spoken()), shelf.text.pk) for shelf in shelves)
        values = {
            "said": said,
            "kinds": words.kinds(),
            "like": [("", _("an empty paper"))] + [(pk, title) for title, pk in like],
            "once": once.fresh(request),
        }
        if refusal:
            return self.refuse(request, "forms/new.html", refusal, **values)
        return self.show(request, "forms/new.html", **values)


_ALONE = (Kind.BUNDLE, Kind.INTAKE)


class Import(Page):
    """A paper comes from a file and becomes a draft. Nothing is kept when something in it is not understood."""

    roles = RUNS

    def get(self, request):
        return self.show(request, "forms/import.html", kinds=self.kinds(), kind="survey")

    def post(self, request):
        kind = request.POST.get("kind", "")
        try:
            plain = questionnaire.from_fhir(self.given(request), kind=kind if kind in set(Kind) else "survey")
            version = designing.take_in(plain, by=request.who)
        except Refused as refusal:
            return self.refuse(request, "forms/import.html", refusal, kinds=self.kinds(), kind=kind)
        return self.go(
            "form-draft", version.pk, said=_("It is a draft now. Nothing changes for anybody until you publish it.")
        )

    def kinds(self):
        return [(str(kind), words.kind(kind).capitalize()) for kind in Kind if kind not in _ALONE]

    def given(self, request):
        """What stands in the file that was sent."""
        file = request.FILES.get("file")
        if file is None:
            raise Refused(mark("Please choose a file."), field="file")
        if file.size > LARGEST:
            raise Refused(mark("That file is too large for a paper. One megabyte fits."), field="file")
        try:
            return json.loads(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise Refused(
                mark("That file is not plain text. A FHIR Questionnaire in JSON is read."), field="file"
            ) from None
        except (json.JSONDecodeError, RecursionError) as failure:
            line, column = getattr(failure, "lineno", 1), getattr(failure, "colno", 1)
            raise Refused(
                mark("That file cannot be read as JSON: something is wrong in line {line}, at letter {column}."),
                field="file",
                line=line,
                column=column,
            ) from None


class Begin(Page):
    """Somebody works on the next text: the draft that is there, or a fresh one."""

    roles = RUNS
    http_method_names = ("post",)

    def post(self, request, pk):
        version = designing.draft(library.form_for(request.who, pk, Act.FORM_DESIGN), by=request.who)
        return self.go("form-draft", version.pk)


class Restore(Page):
    """The draft begins again as the paper came with the house."""

    roles = RUNS
    http_method_names = ("post",)

    def post(self, request, pk):
        version = designing.restore(library.form_for(request.who, pk, Act.FORM_DESIGN), by=request.who)
        return self.go(
            "form-draft",
            version.pk,
            said=_("The draft says what came with Cairn. Your own text stays in use until you publish."),
        )
