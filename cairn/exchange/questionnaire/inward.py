"""A Questionnaire comes in."""

import re

from cairn.lib.words import Refused, _
from cairn.papers.rules import shape

from . import shapes, terms
from .pieces import UNKNOWN, code_of, only, slug, whole

# What says where a form comes from and nothing about what people read in it: it stays behind.
ASIDE = {
    "resourceType", "id", "meta", "url", "identifier", "version", "name", "status", "experimental", "date", "publisher",
    "contact", "subjectType", "text", "implicitRules", "language",
}  # fmt: skip
# The parts an item may have, and the extensions of an item, by the name they have here.
PARTS = {
    "linkId", "type", "text", "_text", "required", "repeats", "readOnly", "enableWhen", "enableBehavior",
    "answerOption", "extension", "item",
}  # fmt: skip
MARKS = {
    **{f"{terms.OWN}{name}": name for name in ("type", "hands", "card", "element")},
    terms.CONTROL: "control",
    terms.MIN: "low",
    terms.MAX: "high",
    terms.CALCULATED: "calculated",
}


def from_fhir(given, *, kind="survey"):
    """The Questionnaire as a version in plain values, for ``papers.designing.take_in``; ``Refused`` where it cannot be.

    ``kind``: what it is here, when it does not say so itself. A text in one language comes in that language only.
    """
    if not isinstance(given, dict) or given.get("resourceType") != "Questionnaire":
        raise Refused(_("This file is not a FHIR Questionnaire."))
    base = str(given.get("language", "en"))[:2]
    if base not in ("en", "es"):
        raise Refused(
            _("This form is written in a language that papers do not have yet. English and Spanish are known.")
        )
    reader = _Reader(base)
    plain = {
        **reader.about(given, kind),
        "key": _key(given),
        "title": reader.texts(given, "title", "title"),
        "why": reader.texts(given, "description", "description"),
        "items": reader.items(given.get("item", []), {}),
    }
    if not plain["title"]:
        raise Refused(_("This form has no title. Please give it one."))
    only(given, {*ASIDE, "title", "_title", "description", "_description", "extension", "item"}, "Questionnaire")
    plain = shape.whole(plain)
    sentence, values = shape.why_not_version(plain, languages=())
    if sentence:
        raise Refused(sentence, **values)
    return plain


def _key(given):
    url = str(given.get("url", ""))
    named = url.removeprefix(terms.OWN) if url.startswith(terms.OWN) else given.get("name") or given.get("id") or ""
    return slug(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", str(named)))[:40].rstrip("-_")


class _Reader:
    """Reads items in order; ``ids`` are what the ids of the file are called here."""

    def __init__(self, base):
        self.base, self.ids = base, {}

    def about(self, given, kind):
        """What the extensions of the whole form say."""
        found = {"kind": kind, "signs": [], "witness": False, "copy": False, "renew_months": 0, "review_months": 0}
        found["include"] = []
        codes = {code: signer for signer, (code, _) in terms.SIGNERS.items()}
        for extension in given.get("extension", []):
            url, value = self.extension(extension, "Questionnaire")
            name = url.removeprefix(terms.OWN).replace("-", "_")
            if url == terms.SIGNATURE:
                signer = codes.get(code_of(value, terms.SIGNATURES))
                if signer is None:
                    raise Refused(UNKNOWN, item="Questionnaire", part=url)
                found["signs"].append(signer)
            elif url == f"{terms.OWN}include":
                found["include"].append(value)
            elif url.startswith(terms.OWN) and name in found and name not in ("signs", "witness"):
                found[name] = value
            else:
                raise Refused(UNKNOWN, item="Questionnaire", part=url)
        found["witness"] = "witness" in found["signs"]
        found["signs"] = [signer for signer in found["signs"] if signer != "witness"]
        return found

    def extension(self, extension, where):
        """``(url, value)`` of an extension that holds one value."""
        names = [name for name in extension if name.startswith("value")] if isinstance(extension, dict) else []
        if len(names) != 1 or not isinstance(extension.get("url"), str):
            part = extension.get("url", "extension") if isinstance(extension, dict) else "extension"
            raise Refused(UNKNOWN, item=where, part=str(part))
        only(extension, {"url", names[0]}, where)
        return extension["url"], extension[names[0]]

    def texts(self, node, name, where):
        """A text in its languages, from the node that holds it; what is not there is not there."""
        found = {self.base: node[name]} if node.get(name) else {}
        beside = node.get(f"_{name}") or {}
        only(beside, {"extension"}, where)
        for extension in beside.get("extension", []):
            only(extension, {"url", "extension"}, where)
            parts = dict(self.extension(part, where) for part in extension.get("extension", []))
            if extension["url"] != terms.TRANSLATION or set(parts) != {"lang", "content"}:
                raise Refused(UNKNOWN, item=where, part=str(extension["url"]))
            if str(parts["lang"])[:2] not in ("en", "es"):
                raise Refused(UNKNOWN, item=where, part=str(parts["lang"]))
            found[str(parts["lang"])[:2]] = parts["content"]
        return {language: found[language] for language in ("en", "es") if language in found}

    def items(self, given, when):
        """Every item in order. A group that only gathers becomes a heading, with its parts after it."""
        found = []
        for node in given if isinstance(given, list) else [given]:
            if not isinstance(node, dict) or not isinstance(node.get("linkId"), str):
                raise Refused(_("A part of this form has no linkId, so nobody could say which it is."))
            found += self.item(node, when)
        return found

    def item(self, node, outer):
        """The items that one item of the file becomes."""
        link = node["linkId"]
        name = slug(link)
        if name in self.ids.values():
            raise Refused(_("“{item}” is there twice. Every part needs an id of its own."), item=link)
        self.ids[link] = name
        only(node, PARTS, link)
        marks = self.marks(node)
        when = self.when(node) or outer
        if outer and self.when(node):
            raise Refused(
                _("“{item}” waits for an answer inside a group that waits for one. Only one can be said."), item=link
            )
        if node.get("type") == "group" and "type" not in marks and not node.get("repeats"):
            return self.gathered(node, name, when, marks)
        return [{**self.one(node, name, marks), **({"when": when} if when else {})}]

    def gathered(self, node, name, when, marks):
        """A group without a meaning of its own."""
        if node.get("required") or marks:
            raise Refused(UNKNOWN, item=node["linkId"], part="required" if node.get("required") else "extension")
        text = self.texts(node, "text", node["linkId"])
        heading = [{"id": name, "type": "heading", "text": text, **({"when": when} if when else {})}] if text else []
        return heading + self.items(node.get("item", []), when)

    def marks(self, node):
        """{name: value} of the extensions of an item, each known."""
        found = {}
        for extension in node.get("extension", []):
            if isinstance(extension, dict) and extension.get("url") == f"{terms.OWN}hint":
                found["hint"] = dict(self.extension(said, node["linkId"]) for said in extension.get("extension", []))
                continue
            url, value = self.extension(extension, node["linkId"])
            if url not in MARKS:
                raise Refused(UNKNOWN, item=node["linkId"], part=url)
            found[MARKS[url]] = value
        return found

    def when(self, node):
        """The condition, or None. One equality is what papers know."""
        given = node.get("enableWhen")
        if not given:
            return None
        values = [name for name in given[0] if name.startswith("answer")] if isinstance(given[0], dict) else []
        if len(given) != 1 or len(values) != 1 or given[0].get("operator") != "=":
            raise Refused(
                _("“{item}” has a condition that papers do not know: one part equals one answer."), item=node["linkId"]
            )
        only(given[0], {"question", "operator", values[0]}, node["linkId"])
        value = given[0][values[0]]
        if isinstance(value, dict):
            only(value, {"code", "system", "display"}, node["linkId"])
            value = value.get("code")
        return {"item": self.ids.get(given[0].get("question"), str(given[0].get("question"))), "equals": whole(value)}

    def one(self, node, name, marks):
        """One item of ours."""
        made = {"id": name, "text": self.texts(node, "text", node["linkId"])}
        if node.get("required"):
            made["required"] = True
        rest = self.beneath(node, made)
        return made | shapes.shaped(self, node, dict(marks), rest)

    def beneath(self, node, made):
        """Words beneath an item are put where they belong; returns the other parts beneath it."""
        controls, rest = {control: name for name, control in terms.BENEATH.items()}, []
        for part in node.get("item", []):
            marks = self.marks(part) if isinstance(part, dict) and part.get("type") == "display" else {}
            name = controls.get(code_of(marks.get("control"), terms.CONTROLS))
            if name is None:
                rest.append(part)
            else:
                only(part, {"linkId", "type", "extension", "text", "_text"}, node["linkId"])
                made[name] = self.texts(part, "text", part["linkId"])
        return rest
