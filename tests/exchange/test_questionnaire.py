"""A paper goes out as a FHIR Questionnaire and comes back as it was; what is not understood is refused by name."""

import copy
import json
import tomllib
from pathlib import Path

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import given
from hypothesis import strategies as st

from cairn.exchange.questionnaire import from_fhir, to_fhir
from cairn.lib.words import Refused
from cairn.papers.rules import filled, shape

OURS = Path(__file__).parents[2] / "cairn/papers/documents"
SMALL = Path(__file__).parents[1] / "papers/documents"

IDS = st.from_regex(r"[a-z][a-z0-9]{0,6}(_[a-z0-9]{1,4})?", fullmatch=True)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
TEXTS = st.fixed_dictionaries({"en": WORDS, "es": WORDS})
VALUES = st.lists(WORDS.filter(shape.is_value), min_size=2, max_size=4, unique=True)


@st.composite
def options(draw):
    return [{"value": value, **draw(TEXTS)} for value in draw(VALUES)]


@st.composite
def shaped(draw, kind):
    """What an item (or a column) of this type has besides."""
    made = {"type": kind}
    if kind in ("choice", "choices"):
        made["options"] = draw(options())
    if kind == "scale":
        made["low"] = draw(st.integers(-3, 3))
        made["high"] = made["low"] + draw(st.integers(1, 9))
    return made


@st.composite
def table(draw):
    def each(ids):
        return [{"id": one, **draw(TEXTS)} for one in ids]

    ids = draw(st.lists(IDS, min_size=1, max_size=3, unique=True))
    columns = [{**c, **draw(shaped(draw(st.sampled_from(shape.COLUMN_TYPES))))} for c in each(ids)]
    rows = each(draw(st.lists(IDS, max_size=3, unique=True)))
    return {"type": "table", "columns": columns, **({"rows": rows} if rows else {})}


def conditions(before):
    """Every condition on what came before."""
    for other in before:
        if other["type"] == "yesno":
            yield {"item": other["id"], "equals": True}
        if other["type"] in ("choice", "choices"):
            yield {"item": other["id"], "equals": other["options"][-1]["value"]}
        if other["type"] == "scale":
            yield {"item": other["id"], "equals": other["high"]}
        if other["type"] == "number":
            yield {"item": other["id"], "equals": 7}


def computations(before):
    """Every computation over what came before."""
    figures = [other["id"] for other in before if other["type"] in shape.NUMBERS]
    yield from [{"sum": figures}, {"mean": figures[:1]}] if figures else []
    yield from ({"count": other["id"]} for other in before if other["type"] in ("table", "choices"))


@st.composite
def item(draw, name, before):
    kind = draw(st.sampled_from(shape.TYPES))
    made = draw(table()) if kind == "table" else draw(shaped(kind))
    if kind == "computed":
        known = list(computations(before))
        made = {"type": kind, "compute": draw(st.sampled_from(known))} if known else {"type": "text"}
    made |= {"id": name, "text": draw(TEXTS)}
    if draw(st.booleans()):
        made["hint"] = draw(TEXTS)
    if made["type"] == "scale" and draw(st.booleans()):
        made |= {"low_word": draw(TEXTS), "high_word": draw(TEXTS)}
    if made["type"] not in filled.READ_ONLY:
        for flag, value in (("required", True), ("hands", "participant"), ("card", True), ("element", "why")):
            if draw(st.booleans()):
                made[flag] = value
    known = list(conditions(before))
    if known and draw(st.booleans()):
        made["when"] = draw(st.sampled_from(known))
    return made


@st.composite
def versions(draw):
    items = []
    for name in draw(st.lists(IDS, min_size=1, max_size=6, unique=True)):
        items.append(draw(item(name, items)))
    signs = draw(st.lists(st.sampled_from(["participant", "supporter", "coordinator"]), unique=True))
    made = {
        "key": draw(st.from_regex(r"[a-z][a-z0-9]{1,6}(-[a-z0-9]{1,5})?", fullmatch=True)),
        "kind": draw(st.sampled_from(["plan", "agreement", "notice", "policy", "survey"])),
        "title": draw(TEXTS),
        "why": draw(st.one_of(st.just({}), TEXTS)),
        "items": items,
        "signs": signs,
        "witness": bool(signs) and draw(st.booleans()),
        "copy": draw(st.booleans()),
        "renew_months": draw(st.sampled_from([0, 6, 12])),
        "review_months": draw(st.sampled_from([0, 12])),
    }
    assert shape.why_not_version(made) == ("", {})
    return shape.whole(made)


@given(versions())
def test_what_goes_out_comes_back_as_it_was(plain):
    sent = json.loads(json.dumps(to_fhir(plain)))
    Questionnaire.model_validate(sent)
    assert from_fhir(sent) == plain


DOCUMENTS = sorted([*OURS.glob("*.toml"), *SMALL.glob("*.toml")])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_every_document_goes_out_and_comes_back(path):
    plain = shape.whole(tomllib.loads(path.read_text()))
    sent = json.loads(json.dumps(to_fhir(plain)))
    Questionnaire.model_validate(sent)
    assert from_fhir(sent) == plain


def small():
    return json.loads(json.dumps(to_fhir(shape.whole(tomllib.loads((SMALL / "liability.toml").read_text())))))


def test_it_says_what_fhir_has_words_for():
    made = small()
    by_id = {each["linkId"]: each for each in made["item"]}
    assert (made["title"], made["_title"]["extension"][0]["extension"][1]["valueString"]) == (
        "Riding together",
        "Viajar juntos",
    )
    assert by_id["rides"]["type"] == "boolean"
    assert by_id["belt"]["enableWhen"] == [{"question": "rides", "operator": "=", "answerBoolean": True}]
    signatures = [
        e["valueCodeableConcept"]["coding"][0]["display"] for e in made["extension"] if "signature" in e["url"]
    ]
    assert signatures == ["Author's Signature", "Coauthor's Signature", "Signature Witness"]


def first(made):
    return made["item"][1]


def extend(node, **extension):
    node.setdefault("extension", []).append(extension)


BREAKS = {
    "not a form": (lambda q: q.update(resourceType="Patient"), "not a FHIR Questionnaire"),
    "another language": (lambda q: q.update(language="fr"), "a language that papers do not have"),
    "no title": (lambda q: (q.pop("title"), q.pop("_title")), "no title"),
    "copyright": (lambda q: q.update(copyright="(c)"), "“Questionnaire” holds something.*copyright"),
    "no linkId": (lambda q: first(q).pop("linkId"), "no linkId"),
    "twice": (lambda q: q["item"].append(copy.deepcopy(first(q))), "“rides” is there twice"),
    "a code": (lambda q: first(q).update(code=[{"code": "x"}]), "“rides”.*code"),
    "an initial value": (lambda q: first(q).update(initial=[{"valueBoolean": True}]), "“rides”.*initial"),
    "a type": (lambda q: first(q).update(type="attachment"), "“rides” is of a type.*attachment"),
    "a value set": (lambda q: first(q).update(type="choice", answerValueSet="x"), "“rides”.*answerValueSet"),
    "an extension": (lambda q: extend(first(q), url="http://x", valueString="y"), "“rides”.*http://x"),
    "a form's extension": (lambda q: extend(q, url="http://x", valueString="y"), "“Questionnaire”.*http://x"),
    "an empty extension": (lambda q: extend(first(q), url="http://x"), "“rides”.*http://x"),
    "an operator": (lambda q: q["item"][2]["enableWhen"][0].update(operator="!="), "“belt” has a condition"),
    "two conditions": (lambda q: q["item"][2]["enableWhen"].append({}), "“belt” has a condition"),
    "a condition on nothing": (lambda q: q["item"][2]["enableWhen"][0].update(question="z"), "“belt” waits.*“z”"),
    "repeats": (lambda q: first(q).update(repeats=True), "“rides”.*repeats"),
    "parts beneath": (lambda q: first(q).update(item=[{"linkId": "y", "type": "string"}]), "“rides”.*item"),
    "bounds": (lambda q: extend(first(q), url=_min(), valueInteger=3), "“rides”.*low"),
}  # fmt: skip


def _min():
    return "http://hl7.org/fhir/StructureDefinition/minValue"


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_not_understood_is_refused_by_name(name):
    made, (spoil, why) = small(), BREAKS[name]
    spoil(made)
    with pytest.raises(Refused) as no:
        from_fhir(made)
    import re

    assert re.search(why, no.value.sentence.format(**no.value.values))


@pytest.mark.parametrize("given", [None, [], "x", {}, {"resourceType": "Questionnaire", "item": 3}])
def test_anything_else_is_refused_too(given):
    with pytest.raises(Refused):
        from_fhir(given)


def test_a_form_from_elsewhere_comes_in_one_language():
    plain = from_fhir(
        {
            "resourceType": "Questionnaire",
            "status": "draft",
            "language": "es-MX",
            "name": "HousingNeeds",
            "title": "Vivienda",
            "item": [
                {
                    "linkId": "1",
                    "type": "group",
                    "text": "Casa",
                    "item": [
                        {"linkId": "1.1", "type": "choice", "text": "¿Dónde?", "answerOption": [
                            {"valueString": "Casa"},
                            {"valueCoding": {"code": "LA1", "system": "http://x", "display": "Calle"}},
                        ]},
                        {"linkId": "1.2", "type": "string", "text": "¿Qué calle?", "enableWhen": [
                            {"question": "1.1", "operator": "=", "answerCoding": {"code": "LA1"}},
                        ]},
                    ],
                },
                {"linkId": "2", "type": "group", "repeats": True, "text": "Personas", "item": [
                    {"linkId": "2.1", "type": "string", "text": "Nombre"},
                ]},
                {"linkId": "3", "type": "integer", "text": "¿Cuántos?"},
            ],
        }
    )  # fmt: skip
    assert (plain["key"], plain["kind"], plain["title"]) == ("housing-needs", "survey", {"es": "Vivienda"})
    assert plain["items"] == [
        {"id": "q-1", "type": "heading", "text": {"es": "Casa"}},
        {
            "id": "q-1-1",
            "type": "choice",
            "text": {"es": "¿Dónde?"},
            "options": [{"value": "Casa", "es": "Casa"}, {"value": "LA1", "es": "Calle"}],
        },
        {"id": "q-1-2", "type": "line", "text": {"es": "¿Qué calle?"}, "when": {"item": "q-1-1", "equals": "LA1"}},
        {
            "id": "q-2",
            "type": "table",
            "text": {"es": "Personas"},
            "columns": [{"id": "q-1", "type": "line", "es": "Nombre"}],
        },
        {"id": "q-3", "type": "number", "text": {"es": "¿Cuántos?"}},
    ]
