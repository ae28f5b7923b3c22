"""A paper goes out."""

from . import terms


def to_fhir(plain):
    """The version (``papers.shown.plain``, or what the designer drafts) as a Questionnaire, ready for JSON."""
    made = {
        "resourceType": "Questionnaire",
        "id": plain["key"].replace("_", "-"),
        "url": f"{terms.OWN}{plain['key']}",
        "name": "".join(part.capitalize() for part in plain["key"].replace("_", "-").split("-")),
        "status": "active",
        "subjectType": ["Patient"],
        "language": "en",
        "version": str(plain.get("number", 1)),
        "extension": list(_about(plain)),
    }
    _say(made, "title", plain["title"])
    _say(made, "description", plain.get("why", {}))
    known = {item["id"]: item for item in plain["items"]}
    if plain["items"]:
        made["item"] = [_item(item, item["id"], known) for item in plain["items"]]
    return made


def _about(plain):
    yield _own("kind", "Code", str(plain["kind"]))
    for signer in [*plain.get("signs", []), *(["witness"] if plain.get("witness") else [])]:
        code, display = terms.SIGNERS[str(signer)]
        coding = {"system": terms.SIGNATURES, "code": code, "display": display}
        yield {"url": terms.SIGNATURE, "valueCodeableConcept": {"coding": [coding]}}
    yield from (_own("include", "Code", key) for key in plain.get("include", []))
    if plain.get("copy"):
        yield _own("copy", "Boolean", True)
    for name in ("renew_months", "review_months"):
        if plain.get(name):
            yield _own(name.replace("_", "-"), "Integer", plain[name])


def _own(name, kind, value):
    return {"url": f"{terms.OWN}{name}", f"value{kind}": value}


def _say(node, name, texts):
    """A text in its place: in English, and its Spanish beside it."""
    if texts.get("en"):
        node[name] = texts["en"]
    if texts.get("es"):
        node[f"_{name}"] = {"extension": [_translated(texts["es"])]}


def _translated(words):
    parts = [{"url": "lang", "valueCode": "es"}, {"url": "content", "valueString": words}]
    return {"url": terms.TRANSLATION, "extension": parts}


def _control(code):
    concept = {"coding": [{"system": terms.CONTROLS, "code": code}]}
    return {"url": terms.CONTROL, "valueCodeableConcept": concept}


def _item(item, link, known):
    kind = item["type"]
    made = {"linkId": link, "type": terms.SIMPLE[kind], "extension": list(_marks(item))}
    _say(made, "text", item["text"])
    if item.get("required"):
        made["required"] = True
    if item.get("when"):
        made["enableWhen"] = [_when(item["when"], known)]
        made["enableBehavior"] = "all"
    if kind in _SHAPES:
        _SHAPES[kind](made, item, link, known)
    beneath = list(_beneath(item, link))
    if made["type"] == "display":
        made["extension"] += [_hint(item["hint"])] if item.get("hint") else []
    elif beneath:
        made["item"] = [*beneath, *made.get("item", [])]
    if not made["extension"]:
        del made["extension"]
    return made


def _marks(item):
    if item["type"] in ("heading", "person", "table"):
        yield _own("type", "Code", item["type"])
    if item.get("hands"):
        yield _own("hands", "Code", item["hands"])
    if item.get("card"):
        yield _own("card", "Boolean", True)
    if item.get("element"):
        yield _own("element", "Code", item["element"])


def _hint(texts):
    """Beneath what is only read nothing may stand, so its hint stands in an extension."""
    said = [{"url": language, "valueString": words} for language, words in texts.items() if words]
    return {"url": f"{terms.OWN}hint", "extension": said}


def _beneath(item, link):
    for name, control in terms.BENEATH.items():
        if item.get(name):
            made = {"linkId": f"{link}.{control}", "type": "display", "extension": [_control(control)]}
            _say(made, "text", item[name])
            yield made


def _when(when, known):
    value, other = when["equals"], known[when["item"]]
    name = {"yesno": "Boolean", "scale": "Integer", "number": "Decimal"}.get(other["type"], "Coding")
    value = {"code": value} if name == "Coding" else value
    return {"question": when["item"], "operator": "=", f"answer{name}": value}


def _choice(made, item, link, known):
    made["answerOption"] = []
    for option in item["options"]:
        coding = {"code": option["value"]}
        _say(coding, "display", option)
        made["answerOption"].append({"valueCoding": coding})
    if item["type"] == "choices":
        made["repeats"] = True


def _scale(made, item, link, known):
    made["extension"] += [
        _control("slider"),
        {"url": terms.MIN, "valueInteger": item["low"]},
        {"url": terms.MAX, "valueInteger": item["high"]},
    ]


def _person(made, item, link, known):
    made["item"] = []
    for name, words in terms.PERSON.items():
        part = {"linkId": f"{link}.{name}", "type": "string"}
        _say(part, "text", words)
        made["item"].append(part)


def _table(made, item, link, known):
    if not item.get("rows"):
        made["repeats"], made["item"] = True, _columns(item, link)
        return
    made["item"] = []
    for row in item["rows"]:
        part = {"linkId": f"{link}.{row['id']}", "type": "group", "item": _columns(item, f"{link}.{row['id']}")}
        _say(part, "text", row)
        made["item"].append(part)


def _columns(item, link):
    return [_item({**column, "text": column}, f"{link}.{column['id']}", {}) for column in item["columns"]]


def _computed(made, item, link, known):
    made["readOnly"] = True
    expression = {"language": "text/fhirpath", "expression": _expression(item["compute"], known)}
    made["extension"].append({"url": terms.CALCULATED, "valueExpression": expression})


def _expression(compute, known):
    if "count" in compute:
        other = known[compute["count"]]
        step = ".answer" if other["type"] == "choices" else ".item" if other.get("rows") else ""
        return f"%resource.item.where(linkId='{compute['count']}'){step}.count()"
    name, parts = next(iter(compute.items()))
    where = " or ".join(f"linkId='{part}'" for part in parts)
    return f"%resource.item.where({where}).answer.value.{'avg' if name == 'mean' else name}()"


_SHAPES = {
    "choice": _choice,
    "choices": _choice,
    "scale": _scale,
    "person": _person,
    "table": _table,
    "computed": _computed,
}
