"""Tables read back: every cell is what it was, and no spreadsheet reckons with it."""

import csv
import datetime
import io
import re
import zipfile

import pytest

from cairn.exchange import tables

FORMULAS = ['=HYPERLINK("http://evil")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1"]


def parts(book):
    with zipfile.ZipFile(io.BytesIO(book)) as whole:
        return {name: whole.read(name).decode() for name in whole.namelist()}


def test_a_csv_comes_back_as_it_was():
    rows = [["Zoë, “the first”", 'says "yes"', "two\nlines", -4, 1.5, None, datetime.date(2026, 11, 30)]]
    written = tables.csv(list("abcdefg"), rows)
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.endswith(b"\r\n")
    head, row = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert head == list("abcdefg")
    assert row == ["Zoë, “the first”", 'says "yes"', "two\nlines", "-4", "1.5", "", "2026-11-30"]


@pytest.mark.parametrize("said", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula(said):
    (row,) = list(csv.reader(io.StringIO(tables.csv([said], []).decode("utf-8-sig"), newline="")))
    assert row == ["'" + said]


@pytest.mark.parametrize("said", [*FORMULAS, "https://example.org", "mailto:a@b.c", "{=1}", "0123"])
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(said):
    written = parts(tables.xlsx([said], [[said]], said))
    sheet = written["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    assert re.findall(r'<c r="A2"[^>]*t="(\w+)"', sheet) == ["s"]


def test_a_workbook_keeps_days_moments_and_numbers():
    moment = datetime.datetime(2026, 11, 30, 14, 30, tzinfo=datetime.UTC)
    row = [datetime.date(2026, 11, 30), moment, 7, 1.5, True, "Zoë", None]
    written = parts(tables.xlsx(list("abcdefg"), [row], "A list"))
    sheet = written["xl/worksheets/sheet1.xml"]
    values = dict(re.findall(r'<c r="([A-G]2)"[^>]*><v>([^<]*)</v>', sheet))
    assert float(values["A2"]) == 46356
    assert round(float(values["B2"]), 4) == 46356.6042
    assert (values["C2"], values["D2"], values["E2"]) == ("7", "1.5", "1")
    assert "<t>Zoë</t>" in written["xl/sharedStrings.xml"]
    assert 'state="frozen"' in sheet


@pytest.mark.parametrize("title", ["", "a/b:c*d?[e]'", "x" * 80])
def test_any_title_names_a_sheet(title):
    assert "xl/workbook.xml" in parts(tables.xlsx(["a"], [], title))


def test_words_too_long_for_a_cell_are_shortened_where_one_sees_it():
    assert "x …</t>" in parts(tables.xlsx(["a"], [["x" * 40_000]], "long"))["xl/sharedStrings.xml"]
