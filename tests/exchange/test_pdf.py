"""Pages set and read back: the words are there as they were said, and the file says what it is."""

import datetime
import io
import threading

import pytest
from pypdf import PdfReader

from cairn.exchange import pdf

HOUSE = {"name": "Riverbend Peer Network", "lines": ["214 Canal Street", "(937) 555-0140"]}
PAPER = {
    "organization": HOUSE,
    "why": "What this is for.",
    "head": "1,284 · 9f3a 61c0",
    "notice": "42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
    "facts": [["For", "Ben"]],
    "items": [
        {"kind": "heading", "text": "First part"},
        {"kind": "text", "text": "Read this first."},
        {
            "kind": "words",
            "text": "Who may get it?",
            "hint": "By name.",
            "answer": "Dr. Haddad",
            "voice": "participant",
        },
        {"kind": "line", "text": "Until when?", "answer": ""},
        {"kind": "choice", "text": "Rides", "options": [{"text": "Yes", "on": True}, {"text": "No"}]},
        {"kind": "choices", "text": "What", "options": [{"text": "Goals", "on": True}, {"text": "Notes"}]},
        {"kind": "scale", "text": "How sure?", "low": 1, "high": 5, "value": 4, "low_word": "no", "high_word": "very"},
        {"kind": "table", "text": "Hours", "columns": ["Day", "From"], "rows": [["Monday", "9:00"]]},
        {"kind": "table", "text": "Others", "columns": ["Name"], "rows": []},
    ],
    "names": [{"name": "Ben Ortiz", "role": "participant", "on": "November 17, 2026"}, {"role": "witness"}],
    "copy": "on paper, November 17, 2026",
}
CARD = {"panels": [{"title": "Call", "rows": [{"label": "1", "text": "Rosa"}]}]}
LETTER = {
    "to": ["Dr. Haddad"],
    "on": "today",
    "greeting": "Dear,",
    "paragraphs": ["One."],
    "closing": "Yours",
    "name": "O",
}
KEEPSAKE = {
    "name": "Ben",
    "start": {"words": "I want to cook again.", "on": "March 3, 2026"},
    "milestones": [{"words": "Called the landlord", "on": "April 20, 2026", "more": "myself"}, {"words": "Dinner"}],
    "wins": [{"words": "I took the bus.", "name": "Ben", "voice": "participant", "on": "May 2, 2026"}],
    "now": "Two more shifts.",
    "where_to": "A flat with a window.",
}
TABLE = {"columns": ["Name", "Hours"], "figures": [1], "rows": [[f"Person {n}", n] for n in range(80)]}
EMPTY = [{name: said for name, said in item.items() if name != "answer"} for item in PAPER["items"]]
MANUAL = {
    "organization": HOUSE,
    "edition": "Edition of November 17, 2026",
    "contents": "What is in this book",
    "why": "All papers in one.",
    "items": EMPTY[:2],
    "blank": True,
    "chapters": [
        {
            "title": "A chapter",
            "about": "policy",
            "why": "Why.",
            "items": EMPTY,
            "names": [{"role": "witness"}],
        },
        {"title": "Another", "about": "to read", "why": "", "items": EMPTY[:2], "names": []},
    ],
}
ALL = {"paper": PAPER, "manual": MANUAL, "card": CARD, "letter": LETTER, "keepsake": KEEPSAKE, "table": TABLE}
HOSTILE = (
    '#panic("x") #read("/etc/passwd") $x^2$ *b* _i_ @ref \\ \\u{41} `raw` ```typ #x``` <label> [c] {d} // no /* no */ '
    '= h - l + l ~ -- --- ... it\'s "quoted" https://example.org'
)


def opened(written):
    return PdfReader(io.BytesIO(written))


def text(written):
    return "\n".join(page.extract_text() for page in opened(written).pages)


def strings(value):
    """Every text of the data, but not what only says how it is laid out."""
    if isinstance(value, dict):
        return [s for k, v in value.items() if k not in ("kind", "voice") for s in strings(v)]
    if isinstance(value, (list, tuple)):
        return [s for v in value for s in strings(v)]
    return [value] if isinstance(value, str) and value else []


def squeezed(words):
    return "".join(words.replace("\u200b", "").split())


def test_there_is_a_case_for_every_template():
    assert set(ALL) == pdf.known()


@pytest.mark.parametrize("template", ALL)
@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_that_was_said_is_on_the_page(template, language):
    written = pdf.typeset(template, ALL[template], language=language, title="The way of Zoë")
    there = squeezed(text(written))
    assert [s for s in ["The way of Zoë", *strings(ALL[template])] if squeezed(s) not in there] == []


@pytest.mark.parametrize("template", ALL)
def test_the_file_is_tagged_and_says_its_language_and_title(template):
    reader = opened(pdf.typeset(template, ALL[template], language="es", title="El camino"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "es"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "El camino"
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize("template", ALL)
def test_with_nothing_but_a_title_there_is_still_a_page(template):
    least = {"card": {"panels": []}, "table": {"columns": ["Name"], "rows": []}}.get(template, {})
    assert "Alone" in text(pdf.typeset(template, least, language="en", title="Alone"))


def test_pages_are_counted_and_the_place_in_the_history_stands_in_the_foot():
    pages = opened(pdf.typeset("table", {**TABLE, "head": "7 · 9f3a"}, language="en", title="A list")).pages
    for n, page in enumerate(pages, start=1):
        there = page.extract_text()
        assert f"Page {n} of {len(pages)}" in there
        assert "Place in the history: 7 · 9f3a" in there
        assert "Name" in there  # the head of the table comes again


@pytest.mark.parametrize("words", [HOSTILE, "emoji 🎉 ❤️ 👩‍👧", "שלום", "long " + "W" * 2000, "nul\x00 bell\x07 \ud800"])
def test_words_stay_words(words):
    data = {"items": [{"kind": "words", "text": words, "answer": words}], "why": words, "head": words}
    written = pdf.typeset("paper", data, language="en", title=words)
    assert b"pdfuaid" in opened(written).trailer["/Root"]["/Metadata"].get_data()
    if words == HOSTILE:
        assert squeezed(words) in squeezed(text(written))


def test_arabic_and_hebrew_are_set_in_fonts_of_our_own():
    fonts = set()
    for page in opened(pdf.typeset("letter", {"paragraphs": ["שלום مرحبا 🎉"]}, language="en", title="x")).pages:
        fonts |= {f.get_object()["/BaseFont"].split("+")[-1] for f in page["/Resources"]["/Font"].values()}
    assert {"NotoSansHebrew", "NotoSansArabic", "NotoEmoji"} <= {name.split("-")[0] for name in fonts}


def test_a_letter_that_no_font_knows_does_not_lose_the_page():
    written = pdf.typeset("letter", {"paragraphs": ["Her name is 李雷."]}, language="en", title="x")
    assert "Her name is" in text(written)
    assert opened(written).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_only_our_own_templates_are_set():
    for name in ("../pdf", "base", "/etc/passwd", ""):
        with pytest.raises(pdf.NoSuchTemplate):
            pdf.typeset(name, {}, language="en", title="x")


def test_the_same_moment_gives_the_same_bytes():
    at = datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC)
    once, twice = (pdf.typeset("paper", PAPER, language="en", title="x", as_of=at) for _ in range(2))
    assert once == twice


def test_many_can_set_pages_at_once():
    done, threads = [], []
    for n in range(6):
        words = f"number {n}"
        threads.append(threading.Thread(target=lambda w=words: done.append(_said(w))))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [True] * 6


def _said(words):
    return all(
        words in text(pdf.typeset("letter", {"paragraphs": [words]}, language="en", title="x")) for _ in range(5)
    )
