"""PDF pages, set by Typst from the templates and fonts beside this file. Nothing is fetched, and no data is markup."""

import json
import threading
import unicodedata
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "typst"
PAPERS = ("us-letter", "a4")
_each = threading.local()  # a compiler serves one thread at a time


class NoSuchTemplate(LookupError):
    """There is no template of this name."""


def typeset(template, data, *, language, title, paper="us-letter", as_of=None):
    """The template filled with these plain values, as the bytes of a tagged PDF (PDF/UA-1).

    Every string in ``data`` is text and stays text, whatever is in it. ``as_of``: the moment (aware) that the file says
    it was made; with it, the same values give the same bytes. A letter that no font here knows is set as an empty box,
    and can still be copied out; such a file is tagged, but does not claim the standard.
    """
    source = TEMPLATES / f"{template}.typ"
    if template not in known():
        raise NoSuchTemplate(template)
    assert paper in PAPERS, paper
    said = _plain({**data, "language": language, "title": title, "paper": paper})
    how = {
        "input": str(source),
        "sys_inputs": {"data": json.dumps(said, ensure_ascii=False)},
        "timestamp": int(as_of.timestamp()) if as_of else None,
    }
    try:
        return _compiler().compile(pdf_standards="ua-1", **how)
    except typst.TypstError as failure:
        if "PDF/UA-1 error" not in str(failure):
            raise
    return _compiler().compile(pdf_standards=[], pdf_tags=True, **how)


def known():
    """The names of the templates."""
    return {path.stem for path in TEMPLATES.glob("*.typ")} - {"base"}


def _compiler():
    if not hasattr(_each, "compiler"):
        _each.compiler = typst.Compiler(
            str(TEMPLATES / "letter.typ"),
            root=str(TEMPLATES),
            font_paths=[str(HERE / "fonts")],
            ignore_system_fonts=True,
        )
    return _each.compiler


def _plain(value):
    """The value as JSON takes it, without the signs that no page can show (controls, halves of a pair)."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
