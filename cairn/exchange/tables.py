"""Tables that leave the house: CSV and Excel. A cell is what it says, never a formula, a link or a macro."""

import csv as writing
import datetime
import io

import xlsxwriter

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")  # with which a spreadsheet begins to reckon
NARROW, WIDE, LOOKED_AT = 8, 60, 400
LONGEST_CELL = 32_767
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


def csv(columns, rows):
    """The table as bytes: UTF-8 with its mark, CRLF, and a ' before what a spreadsheet would take for a formula."""
    out = io.StringIO(newline="")
    writer = writing.writer(out, lineterminator="\r\n")
    for row in [columns, *rows]:
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def xlsx(columns, rows, title):
    """The table as the bytes of a workbook: head in bold and frozen, days and moments as such, everything else as text.

    It is put together in memory: what somebody wrote does not touch a disk on its way out.
    """
    out = io.BytesIO()
    how = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, how) as book:
        sheet = book.add_worksheet(_named(title))
        book.set_properties({"title": title[:255]})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        dates = {f: book.add_format({"num_format": f, "valign": "top", "align": "left"}) for f in (DAY, MOMENT)}
        widths = [len(str(c)) for c in columns]
        for x, name in enumerate(columns):
            sheet.write_string(0, x, str(name), head)
        for y, row in enumerate(rows, start=1):
            for x, cell in enumerate(row):
                _write(sheet, y, x, cell, plain, dates)
                if y <= LOOKED_AT:
                    widths[x] = max(widths[x], max((len(line) for line in str(cell).split("\n")), default=0))
        for x, width in enumerate(widths):
            sheet.set_column(x, x, min(max(width + 2, NARROW), WIDE))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()


def _write(sheet, y, x, cell, plain, dates):
    if isinstance(cell, bool):
        sheet.write_boolean(y, x, cell, plain)
    elif isinstance(cell, (int, float)):
        sheet.write_number(y, x, cell, plain)
    elif isinstance(cell, datetime.datetime):
        sheet.write_datetime(y, x, cell.replace(tzinfo=None), dates[MOMENT])  # as the clocks of its own zone show it
    elif isinstance(cell, datetime.date):
        sheet.write_datetime(y, x, cell, dates[DAY])
    elif cell not in (None, ""):
        sheet.write_string(y, x, _fitting(str(cell)), plain)


def _fitting(text):
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 2] + " …"  # Excel would drop all of it


def _harmless(cell):
    if isinstance(cell, (bool, int, float)):
        return cell
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    text = "" if cell is None else str(cell)
    return "'" + text if text.startswith(STARTS) or (text.lstrip()[:1] in STARTS[:4] and text.strip()) else text


def _named(title):
    """A name that a sheet may have: 31 letters, none of Excel's signs."""
    return " ".join("".join(" " if c in "[]:*?/\\'" else c for c in title).split())[:31] or "1"
