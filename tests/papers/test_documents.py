"""The house's own papers: whole in both languages, made as papers are made, easy to read, kind, and complete.

How hard a text is to read is measured in `reading_grade`, which names its sources: Flesch-Kincaid for English, at most
grade 8; Fernández-Huerta (1959, in Law's correction) for Spanish, at least 60, the lower end of "7th or 8th grade".
"""

import re

from tests.papers.reading_grade import DOCUMENTS, HIGHEST, LANGUAGES, LOWEST_SCORE, WORD, grade, prose, score, texts
from tests.papers.shipped import KINDS, NOTICE, document, every, spoken

READ = {"text", "heading", "computed"}
TYPES = READ | {"line", "words", "choice", "choices", "scale", "date", "number", "yesno", "person", "table"}
OWN = {
    "choice": {"options"},
    "choices": {"options"},
    "scale": {"low", "high", "low_word", "high_word"},
    "table": {"columns", "rows"},
    "computed": {"compute"},
}
COMMON = {"id", "type", "text", "hint", "required", "hands", "when", "card"}
PARTS = {"key", "kind", "signs", "witness", "copy", "renew_months", "review_months", "version", "title", "why", "items"}
ID = re.compile(r"[a-z][a-z0-9_]*")
PLACEHOLDER = re.compile(r"[Ll]orem|[Ii]psum|\bTBD\b|\bTODO\b|\bFIXME\b|XXX|\?\?\?|[{}<>\[\]]|…|\.\.\.|_{2,}")

# Words that make somebody a file, put blame on them, sound like a clinic, or claim to be law.
UNKIND = {
    "en": (
        "clients?|users?|cases?|patients?|consumers?|successful(ly)?|(non-?)?complian(t|ce)|addicts?|addicted|abus\\w*|"
        "relaps\\w*|disorders?|mentally ill|diagnos\\w*|symptoms?|clinical|intake|fail(s|ed|ure)?|refuse[sd]?|"
        "manipulat\\w*|attention.seeking|deny|denies|denial|must not|shall|hereby|herein|pursuant|whereas|thereof|"
        "indemnif\\w*|legal advice"
    ),
    "es": (
        "clientes?|usuari[oa]s?|casos?|pacientes?|exitosa(mente)?|con éxito|adict[oa]s?|abus\\w*|drogadict\\w*|"
        "alcohólic\\w*|reca[íi]\\w*|trastornos?|diagnóstic\\w*|síntomas?|clínic[oa]s?|fracas\\w*|incumpl\\w*|"
        "manipul\\w*|niega\\w*|susodich\\w*|mediante el presente|por la presente|en virtud|asesor[íi]a legal|"
        "tú|tu|tus|ti|te|contigo|vosotros|vos"
    ),
}  # fmt: skip


def test_every_paper_of_the_blueprint_is_there_and_no_other():
    assert {path.stem for path in DOCUMENTS.glob("*.toml")} == set(KINDS)


@every
def test_it_is_of_its_kind_and_asks_for_the_right_names(key):
    paper = document(key)
    assert (paper["key"], paper["kind"], paper["signs"]) == (key, *KINDS[key])
    assert paper["witness"] is (key == "liability")
    assert type(paper["copy"]) is bool
    assert paper["copy"] is bool(paper["signs"])  # whoever signs gets a copy
    assert all(type(paper[name]) is int and paper[name] >= 0 for name in ("renew_months", "review_months", "version"))


@every
def test_it_is_made_as_papers_are_made(key):
    paper = document(key)
    extra = {"include"} if paper["kind"] == "bundle" else set()
    assert set(paper) == PARTS | extra
    assert faults(paper["items"]) == []


def faults(items):
    """What is not as it must be, one line each; [] when all is well."""
    found, before = [], {}
    for item in items:
        name, kind = item.get("id", ""), item.get("type")
        if not ID.fullmatch(name) or name in before or kind not in TYPES:
            found.append(f"{name}: an id of its own and a known type")
        elif unknown := set(item) - COMMON - OWN.get(kind, set()):
            found.append(f"{name}: {sorted(unknown)}")
        if kind in READ and {"required", "hands", "card"} & set(item):
            found.append(f"{name}: is only read")
        if item.get("hands", "participant") != "participant" or not isinstance(item.get("required", False), bool):
            found.append(f"{name}: hands, required")
        if "when" in item and not can_be(before.get(item["when"]["item"]), item["when"]["equals"]):
            found.append(f"{name}: waits for what cannot be")
        found += [f"{name}: {fault}" for fault in SHAPES.get(kind, lambda _: [])(item)]
        before[name] = item
    return found


def can_be(other, value):
    """True when an item that came before can have this answer."""
    if other is None:
        return False
    if other["type"] == "yesno":
        return isinstance(value, bool)
    return value in [option["value"] for option in other.get("options", [])]


def options_faults(item):
    values = [option["value"] for option in item["options"]]
    return [] if len(set(values)) == len(values) >= 2 and all(map(ID.fullmatch, values)) else ["options"]


def scale_faults(item):
    return [] if 0 <= item["low"] < item["high"] <= 10 and {"low_word", "high_word"} <= set(item) else ["scale"]


def table_faults(item):
    rows = item["rows"] or []
    kinds = {column["type"] for column in item["columns"]}
    names = [part["id"] for part in item["columns"]], [part["id"] for part in rows]
    once = all(len(set(each)) == len(each) and all(map(ID.fullmatch, each)) for each in names)
    return [] if once and kinds <= {"line", "words", "date", "yesno", "number"} else ["table"]


SHAPES = {"choice": options_faults, "choices": options_faults, "scale": scale_faults, "table": table_faults}


def test_the_check_itself_sees_what_is_wrong():
    say = {"en": "a", "es": "a"}
    good = {"id": "rides", "type": "yesno", "text": say}
    assert faults([good]) == []
    assert len(faults([good, good])) == 1
    assert len(faults([{**good, "type": "riddle"}])) == 1
    assert len(faults([{**good, "color": "red"}])) == 1
    assert len(faults([{"id": "a", "type": "text", "text": say, "required": True}])) == 1
    assert len(faults([{**good, "id": "car", "when": {"item": "rides", "equals": True}}, good])) == 1
    assert len(faults([good, {**good, "id": "car", "when": {"item": "rides", "equals": "yes"}}])) == 1
    assert len(faults([{"id": "a", "type": "choice", "text": say, "options": [{"value": "a"}, {"value": "a"}]}])) == 1


@every
def test_both_languages_say_everything(key):
    assert halves(document(key)) == []


def halves(part, where=""):
    """Places where a text lacks a language, is empty, has stray blanks, or says the same in both by mistake."""
    if isinstance(part, list):
        return [found for n, each in enumerate(part) for found in halves(each, f"{where}.{n}")]
    if not isinstance(part, dict):
        return []
    found = [where] if "en" in part or "es" in part or where.endswith((".text", ".title", ".why", ".hint")) else []
    if found and all(isinstance(part.get(language), str) and part[language].strip() for language in LANGUAGES):
        tidy = all(part[language] == " ".join(part[language].split()) for language in LANGUAGES)
        found = [] if tidy and (part["en"] != part["es"] or part["en"] in ("Social", "No")) else found
    return found + [deeper for name, each in part.items() for deeper in halves(each, f"{where}.{name}")]


@every
def test_every_item_and_every_option_has_its_words(key):
    for item in document(key)["items"]:
        assert set(item["text"]) == set(LANGUAGES), item["id"]
        for part in [*item.get("options", []), *item.get("columns", []), *(item.get("rows") or [])]:
            assert set(LANGUAGES) <= set(part), item["id"]


@every
@spoken
def test_nothing_stands_there_for_something_else(key, language):
    assert [text for text in texts(document(key), language) if PLACEHOLDER.search(text)] == []


@every
@spoken
def test_the_words_are_kind_and_plain(key, language):
    unkind = re.compile(rf"\b(?:{UNKIND[language]})\b", re.IGNORECASE)
    said = [text.replace(NOTICE, "") for text in texts(document(key), language)]
    assert [text for text in said if unkind.search(text)] == []


@every
@spoken
def test_it_can_be_read_in_grade_eight(key, language):
    text = " ".join(prose(document(key), language))
    assert len(WORD.findall(text)) >= 60
    assert grade(text, language) <= HIGHEST


@every
def test_its_spanish_scores_as_grade_eight_or_easier(key):
    assert score(" ".join(prose(document(key), "es"))) >= LOWEST_SCORE


@every
@spoken
def test_no_single_paragraph_hides_behind_the_others(key, language):
    said = [text.replace(NOTICE, "") for text in prose(document(key), language)]
    long = [text for text in said if len(WORD.findall(text)) >= 20]
    assert [text for text in long if grade(text, language) > HIGHEST] == []


@every
def test_paragraphs_are_short(key):
    assert [text for language in LANGUAGES for text in texts(document(key), language) if len(text) > 420] == []


@every
def test_no_paper_fixes_a_figure_that_the_law_or_a_program_sets(key):
    figures = [text for text in texts(document(key), "en") if re.search(r"\d", text.replace("42 CFR part 2", ""))]
    assert [text for text in figures if not re.match(r"Tier [123]\b", text)] == []
