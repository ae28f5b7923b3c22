from django.utils.translation import gettext as _

from cairn.lib.words import NotHere, Refused
from cairn.lib.words import _ as mark
from cairn.papers import designing, library, undoing
from cairn.papers.rules import drafting, shape
from cairn.papers.rules.life import LANGUAGES, Signer
from cairn.people.acts import Act

from .. import typed
from ..page import Page
from . import outline, show, words, written
from .library import RUNS


class Designs(Page):
    """A page on which a draft is worked on."""

    roles = RUNS

    def draft(self, request, pk):
        """The draft; what is in use stays as it is and has no such page."""
        version = library.version_for(request.who, pk, Act.FORM_DESIGN)
        if version.published_at is not None:
            raise NotHere
        return version

    def revision(self, request):
        """Which state of the draft the page showed."""
        return typed.a_number(request.POST.get("revision"), -1)

    def outlined(self, request, version, refusal=None):
        """The draft as a whole, perhaps with a sentence on top."""
        values = {
            "head": show.head(version, version.form, words.spoken()),
            "draft": {"id": version.pk, "revision": version.revision, "number": version.number},
            "title": {code: version.title.get(code, "") for code in LANGUAGES},
            "why": {code: version.why.get(code, "") for code in LANGUAGES},
            "parts": outline.parts(version),
            "terms": show.terms(version),
            "problems": outline.problems(designing.problems(version), version.items),
            "grade": show.grade(library.grades([version])[version.pk]),
            "can_take_back": library.can_take_back(version),
            "has_before": version.number > 1,
        }
        if refusal:
            return self.refuse(request, "forms/draft.html", words.named(refusal, version.items), **values)
        return self.show(request, "forms/draft.html", **values)

    def again(self, request, pk, refusal):
        """The draft as it is now, with the sentence that says what stood in the way."""
        return self.outlined(request, self.draft(request, pk), refusal)


class Draft(Designs):
    """A draft with all its parts, both languages beside each other."""

    def get(self, request, pk):
        return self.outlined(request, self.draft(request, pk))


class About(Designs):
    """What holds for the whole paper: title, what it is for, whose names, how long."""

    def get(self, request, pk):
        version = self.draft(request, pk)
        return self.answer(request, version, outline.about(version))

    def post(self, request, pk):
        version, said = self.draft(request, pk), request.POST
        typed_in = {**said.dict(), "signs": said.getlist("signs"), "witness": "witness" in said, "copy": "copy" in said}
        typed_in["include"] = said.getlist("include")
        try:
            designing.change(version, by=request.who, revision=self.revision(request), **self.parts(version, typed_in))
        except Refused as refusal:
            return self.answer(request, self.draft(request, pk), typed_in, refusal)
        return self.go("form-draft", pk, said=_("It is saved."), anchor="#about")

    def parts(self, version, said):
        """What was typed, as the parts of a paper."""
        texts = {
            name: {
                code: said.get(f"{name}_{code}", "").strip()
                for code in LANGUAGES
                if said.get(f"{name}_{code}", "").strip()
            }
            for name in ("title", "why")
        }
        months = {name: self.months(said.get(name, ""), name) for name in ("renew_months", "review_months")}
        signs = [str(signer) for signer in Signer if signer in said["signs"]]
        known = [each["value"] for each in outline.chapters(version, self.shelves(version), ())]
        include = [key for key in known if key in said["include"]]
        return {**texts, **months, "include": include, "signs": signs, "witness": said["witness"], "copy": said["copy"]}

    def shelves(self, version):
        """The papers of the house, where this one is a book of them."""
        return library.forms(self.request.who) if version.form.kind == "bundle" else []

    def months(self, text, field):
        if not str(text).strip():
            return 0
        number = typed.a_number(str(text).strip())
        if number is None:
            raise Refused(mark("Months are a whole number from 0 to 120."), field=field)
        return number

    def answer(self, request, version, said, refusal=None):
        values = {
            "head": show.head(version, version.form, words.spoken()),
            "draft": {"id": version.pk, "revision": version.revision},
            "said": said,
            "papers": outline.chapters(version, self.shelves(version), said["include"]),
            "signers": [(str(signer), _(name)) for signer, name in words.SIGNERS.items()],
        }
        if refusal:
            return self.refuse(request, "forms/about.html", refusal, **values)
        return self.show(request, "forms/about.html", **values)


class PartForm(Designs):
    """The form of one part."""

    def answer(self, request, version, said, refusal=None, *, item=None, after=None, there=None):
        values = {
            "head": show.head(version, version.form, words.spoken()),
            "draft": {"id": version.pk, "revision": version.revision},
            "after": after or "",
            "there": there,
            **outline.form(said, version, item=item, after=after),
        }
        if refusal:
            return self.refuse(request, "forms/part.html", words.named(refusal, version.items), **values)
        return self.show(request, "forms/part.html", **values)

    def saved(self, request, version, items):
        """The draft says this now; nothing is done when it says so already, for a form that was sent twice."""
        if version.items != items:
            designing.change(version, by=request.who, revision=self.revision(request), items=items)


class NewPart(PartForm):
    """One part more: first which type, then its words."""

    def get(self, request, pk):
        version, kind = self.draft(request, pk), request.GET.get("type", "")
        after = request.GET.get("after", "")
        if kind in words.TYPES:
            return self.answer(request, version, written.fresh(kind), after=after)
        head = show.head(version, version.form, words.spoken())
        return self.show(request, "forms/types.html", head=head, draft={"id": pk}, types=words.types(), after=after)

    def post(self, request, pk):
        version, said, after = self.draft(request, pk), written.typed(request.POST), request.POST.get("after", "")
        if said["type"] not in words.TYPES:
            return self.go("form-draft-part-new", pk)
        if again := written.rearranged(said, request.POST.get("rows", "")):
            return self.answer(request, version, again, after=after)
        try:
            item = written.item(said, version.items)
            if twin := self.twin(version, item, after):
                return self.go("form-draft", pk, anchor=f"#item-{twin}")
            self.saved(request, version, drafting.put(version.items, item, after))
        except Refused as refusal:
            return self.answer(request, self.draft(request, pk), said, refusal, after=after)
        return self.go("form-draft", pk, said=_("The part is there."), anchor=f"#item-{item['id']}")

    def twin(self, version, item, after):
        """The id of the part that this form made already, when it is sent twice; "" otherwise."""
        if self.revision(self.request) == version.revision:
            return ""
        ids = [each["id"] for each in version.items]
        there = version.items[ids.index(after) + 1 :] if after in ids else version.items[-1:]
        same = there[:1] and {**shape.whole_item(item), "id": ""} == {**there[0], "id": ""}
        return there[0]["id"] if same else ""


class Part(PartForm):
    """One part is changed."""

    def get(self, request, pk, item):
        version = self.draft(request, pk)
        there = self.there(version, item)
        if there is None:
            raise NotHere
        return self.answer(request, version, written.shown(there, version.items), item=there)

    def post(self, request, pk, item):
        version = self.draft(request, pk)
        old = self.there(version, item)
        said = written.typed(request.POST, old["type"] if old else "")
        if said["type"] not in words.TYPES or (old is None and self.revision(request) == version.revision):
            raise NotHere
        if again := written.rearranged(said, request.POST.get("rows", "")):
            return self.answer(request, version, again, item=old or {"id": item, "type": said["type"]})
        try:
            made = written.item(said, version.items, old or {"id": item})
            self.saved(request, version, drafting.put(version.items, shape.whole_item(made)))
        except Refused as refusal:
            return self.beside(request, pk, item, said, refusal)
        return self.go("form-draft", pk, said=_("It is saved."), anchor=f"#item-{item}")

    def there(self, version, item):
        """The part as the draft has it, or None."""
        return next((each for each in version.items if each["id"] == item), None)

    def beside(self, request, pk, item, said, refusal):
        """What was typed stays in the form; where somebody else was quicker, their words stand beside it."""
        version = self.draft(request, pk)
        now = self.there(version, item)
        was_quicker = self.revision(request) != version.revision
        there = {"texts": now["text"] if now else {}, "is_gone": now is None} if was_quicker else None
        return self.answer(request, version, said, refusal, item=now or {"id": item, "type": said["type"]}, there=there)


class Steps(Designs):
    """Something small is done to a draft, and one comes back to where one was."""

    http_method_names = ("post",)


class Move(Steps):
    """A part goes a step up or down."""

    def post(self, request, pk, item):
        version, step = self.draft(request, pk), -1 if request.POST.get("step") == "up" else 1
        if item not in [each["id"] for each in version.items]:
            raise NotHere
        try:
            _ask(drafting.why_not_move(version.items, item, step))
            items = drafting.moved(version.items, item, step)
            designing.change(version, by=request.who, revision=self.revision(request), items=items)
        except Refused as refusal:
            return self.again(request, pk, refusal)
        return self.go("form-draft", pk, anchor=f"#{'up' if step < 0 else 'down'}-{item}")


class Remove(Steps):
    """A part is taken out."""

    def post(self, request, pk, item):
        version = self.draft(request, pk)
        ids = [each["id"] for each in version.items]
        if item not in ids:
            return self.go("form-draft", pk)
        try:
            _ask(drafting.why_not_remove(version.items, item))
            items = drafting.without(version.items, item)
            designing.change(version, by=request.who, revision=self.revision(request), items=items)
        except Refused as refusal:
            return self.again(request, pk, refusal)
        at = max(ids.index(item) - 1, 0)
        near = f"#item-{items[at]['id']}" if items else ""
        return self.go("form-draft", pk, said=_("It is taken out. You can take that back."), anchor=near)


class Undo(Steps):
    """The last step is taken back."""

    def post(self, request, pk):
        try:
            undoing.take_back(self.draft(request, pk), by=request.who, revision=self.revision(request))
        except Refused as refusal:
            return self.again(request, pk, refusal)
        return self.go("form-draft", pk, said=_("The last step is taken back."), anchor="#undo")


class Drop(Steps):
    """The draft is thrown away."""

    def post(self, request, pk):
        version = self.draft(request, pk)
        form = version.form_id
        designing.drop(version, by=request.who)
        said = _("The draft is gone.")
        return self.go("form", form, said=said) if version.number > 1 else self.go("forms", said=said)


def _ask(answer):
    """Nothing when nothing stands in the way; ``Refused`` otherwise."""
    sentence, values = answer
    if sentence:
        raise Refused(sentence, **values)
