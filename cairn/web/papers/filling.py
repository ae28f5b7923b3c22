"""A paper is filled in: the page, one item from a script, and what others wrote meanwhile."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cairn.lib.words import Refused
from cairn.papers import filling, reading, shown
from cairn.people.acts import Act

from .. import texts
from . import show, show_names, written
from .page import PaperPage, is_open, place


class _Filled(PaperPage):
    """Somebody writes in a paper, also on a device that was passed to them."""

    on_lent = True
    act = Act.PAPER_ANSWER

    def values(self, request, paper, *, errors=None, typed=None, more=None):
        """What the page shows. ``typed``: {item: value} that could not be kept, and stays in its field."""
        laid = shown.laid(paper, language=show.language(request))
        items = [
            {**item, "value": typed[item["id"]]} if typed and item["id"] in typed else item
            for item in show.items(paper, laid, request.who)
        ]
        zone = request.who.zone
        return {
            "paper": show.short(request, paper, laid.sheet["title"]),
            "sheet": laid.sheet,
            "asked": items,
            "wrong": errors or {},
            "more": more or {},
            "stamp": show.stamp(paper, laid),
            "names": show_names.signatures(laid.names, zone),
            "fallen": show_names.fallen(laid.fallen, zone),
            "open_parts": [item for item in items if item["is_missing"]],
            "lacking": show_names.lacking(paper, laid),
            "conflicts": [item for item in items if item["id"] in laid.conflicts],
            "newer": paper.newer,
            "me": request.who.person.chosen_name,
        }

    def chosen(self, paper, said, by):
        """Of two texts, this one stands: ``said`` is "item:mark", or "item:both"."""
        name, _colon, sign = said.rpartition(":")
        laid = shown.laid(paper, language="en")
        item = next((each for each in laid.sheet["items"] if each["id"] == name and each["beside"]), None)
        if item is None:
            return
        there = [item["value"], *(each["value"] for each in item["beside"])]
        if sign == "both":
            value = "\n".join(text.strip() for text in there if text)
        else:
            value = next((each for each in there if written.sign(each) == sign), item["value"])
        filling.choose(paper, item=name, value=value, revision=item["revision"], by=by)


class Filling(_Filled):
    """All of it, as one form. A script saves as one goes; without one there is a button."""

    def get(self, request, pk):
        paper = self.paper(request, pk)
        if not is_open(paper):
            return self.onward(request, paper)
        values = self.values(request, paper, more={request.GET.get("more", ""): 2})
        reading.look(paper, by=request.who)
        return self.show(request, "papers/filling.html", **values)

    def post(self, request, pk):
        paper, said = self.paper(request, pk), request.POST
        sent = written.values(paper.version.items, said)
        try:
            if not is_open(paper):
                raise Refused(_("This paper is closed by now."))
            refused = filling.answer_all(paper, values=sent, by=request.who)
            if not refused and said.get(written.CHOOSE):
                self.chosen(paper, said[written.CHOOSE], request.who)
        except Refused as refusal:
            kept = show.kept(paper, sent, show.language(request))
            return self.refuse(
                request, "papers/late.html", refusal, kept=kept, paper=show.short(request, paper, _("A paper"))
            )
        if refused:
            errors = {item: texts.sentence(sentence) for item, sentence in refused.items()}
            values = self.values(request, paper, errors=errors, typed={item: sent[item][0] for item in refused})
            return self.show(request, "papers/filling.html", 422, **values)
        return self.after(request, paper, said)

    def after(self, request, paper, said):
        """It is saved: the next page is the one they asked for."""
        if more := said.get(written.MORE):
            return self.go_to(show.address(request, "paper-filling", paper.pk, more=more) + f"#i-{more}")
        for name in (written.DROP, written.CLEAR, written.CHOOSE):
            if item := said.get(name, "").replace(":", ".").split(".")[0]:
                return self.onward(request, paper, "paper-filling", anchor=f"#i-{item}")
        if "onward" in said:
            return self.onward(request, paper, "paper-reading")
        return self.onward(request, paper, "paper-filling", said=_("Saved."))


class Item(_Filled):
    """One item from a script, saved as one goes. The answer is the item as it stands now."""

    def get(self, request, pk):
        return self.onward(request, self.paper(request, pk), "paper-filling")

    def post(self, request, pk):
        paper, said = self.paper(request, pk), request.POST
        name = said.get("item", "")
        sent = written.values([i for i in paper.version.items if i["id"] == name], said)
        errors, typed = {}, {}
        try:
            if said.get(written.CHOOSE):
                self.chosen(paper, said[written.CHOOSE], request.who)
            elif name in sent:
                value, revision, _mark = sent[name]
                filling.answer(paper, item=name, value=value, revision=revision, by=request.who)
            else:
                return HttpResponse(status=400)
        except Refused as refusal:
            if not is_open(reading.paper_for(request.who, pk)):
                return self.closed(request, paper)
            errors, typed = {name: texts.refusal(refusal)}, {name: sent[name][0]} if name in sent else {}
        values = self.values(request, paper, errors=errors, typed=typed)
        values["asked"] = [each for each in values["asked"] if each["id"] == name]
        return self.show(request, "papers/items.html", 422 if errors else 200, **values)

    def closed(self, request, paper):
        """It was signed or put away meanwhile: nothing is written there any more, and the page says so."""
        answer = HttpResponse(status=409)
        answer["Cairn-Go"] = show.address(request, place(paper), paper.pk)
        return answer


class News(_Filled):
    """All items as they are now, for a script that has seen ``stamp``; nothing when nothing has changed."""

    act = Act.PAPER_READ

    def get(self, request, pk):
        paper = self.paper(request, pk)
        if not is_open(paper):
            return self.go_to(show.address(request, place(paper), paper.pk))
        values = self.values(request, paper)
        if request.GET.get("stamp") == values["stamp"]:
            return HttpResponse(status=204)
        return self.show(request, "papers/items.html", **values)
