"""What a text may hold, as a table: each thing that is wrong is said with the part it is in."""

import copy

import pytest

from cairn.papers.rules import shape

TEXT = {"en": "Text", "es": "Texto"}
CHOICE = {
    "id": "c", "type": "choice", "text": TEXT,
    "options": [{"value": "a", "en": "A", "es": "A"}, {"value": "b", "en": "B", "es": "B"}],
}  # fmt: skip
NUMBER = {"id": "n", "type": "number", "text": TEXT}
YES = {"id": "y", "type": "yesno", "text": TEXT}
COLUMN = {"id": "name", "type": "line", "en": "Name", "es": "Nombre"}
TABLE = {"id": "t", "type": "table", "text": TEXT, "columns": [COLUMN]}


def item(**more):
    return {"id": "x", "type": "line", "text": TEXT, **more}


def why(*items, **more):
    sentence, values = shape.why_not_items([copy.deepcopy(i) for i in items], **more)
    return sentence.format(**values) if sentence else ""


@pytest.mark.parametrize(
    "items",
    [
        [],
        [item()],
        [item(hint=TEXT, required=True, hands="participant", card=True, element="why")],
        [CHOICE, item(when={"item": "c", "equals": "b"})],
        [{**CHOICE, "type": "choices"}, item(when={"item": "c", "equals": "b"})],
        [YES, item(when={"item": "y", "equals": False})],
        [NUMBER, item(when={"item": "n", "equals": 3})],
        [{"id": "s", "type": "scale", "text": TEXT, "low": 1, "high": 5, "low_word": TEXT}],
        [NUMBER, {"id": "k", "type": "computed", "text": TEXT, "compute": {"sum": ["n"]}}],
        [NUMBER, {"id": "k", "type": "computed", "text": TEXT, "compute": {"mean": ["n"]}}],
        [TABLE, {"id": "k", "type": "computed", "text": TEXT, "compute": {"count": "t"}}],
        [{**TABLE, "rows": 0}],
        [{**TABLE, "rows": [{"id": "one", **TEXT}]}],
        [{**TABLE, "columns": [COLUMN, {**CHOICE, "id": "pick", "en": "A", "es": "B"} | {}]}],
    ],
)
def test_what_is_well_shaped(items):
    for each in items:
        if each["type"] == "table":
            each["columns"] = [{k: v for k, v in c.items() if k != "text"} for c in each["columns"]]
    assert why(*items) == ""


@pytest.mark.parametrize(
    ("items", "says"),
    [
        ([{"type": "line"}], "Part 1 needs an id"),
        ([item(), item(id="Rides!")], "Part 2 needs an id"),
        (["x"], "Part 1 needs an id"),
        ([item(), item()], "“x” is there twice"),
        ([item(type="sound")], "“x” is of a type that is not known here: sound"),
        ([item(color="red")], "“x” holds something that is not known here: color"),
        ([item(options=[])], "“x” holds something that is not known here: options"),
        ([item(text={"en": "Only"})], "“x” is not written in both languages"),
        ([item(text={"en": "A", "es": " "})], "“x” is not written in both languages"),
        ([item(hint={"en": "A"})], "“x” is not written in both languages"),
        ([item(text={"en": "A", "es": "B", "fr": "C"})], "“x” is written in a language"),
        ([item(text="A")], "“x”: a text is words"),
        ([item(type="text", required=True)], "“x” is only read, so it cannot be required"),
        ([item(required="yes")], "“x”: a part is required or not"),
        ([item(hands="supporter")], "“x”: a part is required or not"),
        ([item(when={"item": "later", "equals": 1})], "“x” waits for an answer to “later”, which does not come before"),
        ([item(when={"item": "x", "equals": "a"})], "“x” waits for an answer to “x”"),
        ([item(when="c")], "“x”: a condition names another part"),
        ([CHOICE, item(when={"item": "c", "equals": "z"})], "“x” waits for an answer that “c” cannot have"),
        ([YES, item(when={"item": "y", "equals": 1})], "“x” waits for an answer that “y” cannot have"),
        ([NUMBER, item(when={"item": "n", "equals": True})], "“x” waits for an answer that “n” cannot have"),
        ([TABLE, item(when={"item": "t", "equals": 1})], "“x” waits for an answer that “t” cannot have"),
        ([{**CHOICE, "options": CHOICE["options"][:1]}], "“c” needs two answers or more"),
        ([{**CHOICE, "options": CHOICE["options"][:1] * 2}], "“c”: each answer needs a short value of its own"),
        ([{**CHOICE, "options": [{"value": "a", "en": "A"}, CHOICE["options"][1]]}], "“c” is not written in both"),
        ([{"id": "s", "type": "scale", "text": TEXT, "low": 5, "high": 1}], "“s”: a scale goes from"),
        ([{"id": "s", "type": "scale", "text": TEXT, "low": 0, "high": 99}], "“s”: a scale goes from"),
        ([{"id": "s", "type": "scale", "text": TEXT}], "“s”: a scale goes from"),
        ([{**TABLE, "columns": []}], "“t”: a table has one to ten columns"),
        ([{**TABLE, "rows": 3}], "“t”: a table has one to ten columns"),
        ([{**TABLE, "columns": [COLUMN, COLUMN]}], "“t”: each column and each row needs an id of its own"),
        ([{**TABLE, "columns": [{**COLUMN, "type": "table"}]}], "“t” has a column of a type"),
        ([{**TABLE, "columns": [{"id": "n", "type": "line", "en": "A"}]}], "“t” is not written in both"),
        ([{**TABLE, "columns": [{**COLUMN, "wide": 1}]}], "“t” holds something that is not known here: wide"),
        ([{"id": "k", "type": "computed", "text": TEXT}], "“k” computes a sum"),
        ([{"id": "k", "type": "computed", "text": TEXT, "compute": {"sum": ["n"]}}], "“k” adds up numbers"),
        ([item(), {"id": "k", "type": "computed", "text": TEXT, "compute": {"mean": ["x"]}}], "“k” adds up numbers"),
        ([item(), {"id": "k", "type": "computed", "text": TEXT, "compute": {"count": "x"}}], "“k” counts the rows"),
        ([item()] * 201, "two hundred parts"),
        ({"a": 1}, "two hundred parts"),
    ],
)
def test_what_is_not(items, says):
    sentence, values = shape.why_not_items(items)
    assert says in sentence.format(**values)


def test_a_draft_may_lack_a_language():
    assert why(item(text={"en": "Only"}), languages=()) == ""
    assert why(item(text={}), languages=()) == ""


VERSION = {"key": "house-rules", "kind": "agreement", "title": TEXT, "items": [], "signs": ["participant"]}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({}, ""),
        ({"witness": True, "copy": True, "renew_months": 12, "review_months": 6, "why": TEXT}, ""),
        ({"mood": 1}, "“mood” is not a part"),
        ({"kind": "poem"}, "what kind of paper"),
        ({"key": "House Rules"}, "short key"),
        ({"title": {"en": "A"}}, "“title” is not written in both"),
        ({"signs": ["participant", "participant"]}, "of each once"),
        ({"signs": ["mayor"]}, "of each once"),
        ({"signs": "participant"}, "of each once"),
        ({"kind": "reference"}, "nobody signs it"),
        ({"kind": "consent", "signs": ["supporter"]}, "participant’s own name"),
        ({"signs": [], "witness": True}, "whose names are needed"),
        ({"include": ["tiers"]}, "names the papers"),
        ({"kind": "bundle", "signs": [], "include": ["tiers", "tiers"]}, "names the papers"),
        ({"kind": "bundle", "signs": [], "include": "tiers"}, "names the papers"),
        ({"kind": "bundle", "signs": [], "include": ["tiers", "release"]}, ""),
        ({"renew_months": -1}, "Months"),
        ({"review_months": True}, "Months"),
    ],
)
def test_a_whole_version(more, says):
    sentence, values = shape.why_not_version({**VERSION, **more})
    assert says in sentence.format(**values) if says else sentence == ""


def test_what_is_left_out_means_what_it_means():
    said = shape.whole({"key": "k", "kind": "plan", "title": TEXT, "items": [{**TABLE, "rows": 0, "required": False}]})
    assert said["items"] == [TABLE]
    assert (said["signs"], said["witness"], said["copy"], said["renew_months"], said["why"]) == (
        [],
        False,
        False,
        0,
        {},
    )
