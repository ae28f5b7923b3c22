"""The pieces fit: one stylesheet asks for all, each icon is drawn, and templates stay clean under the strict policy."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "cairn" / "web"
CSS = WEB / "static" / "css"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\)')


def test_the_one_stylesheet_asks_for_every_other_once():
    asked = [name for name, _ in IMPORT.findall((CSS / "cairn.css").read_text())]
    there = [str(sheet.relative_to(CSS)) for sheet in CSS.rglob("*.css") if sheet.name != "cairn.css"]
    assert sorted(asked) == sorted(there)


def test_every_layer_asked_for_is_in_the_order():
    text = (CSS / "cairn.css").read_text()
    order = re.search(r"@layer ([^;]+);", text)[1].split(", ")
    assert {layer for _, layer in IMPORT.findall(text)} == set(order)


def test_every_token_used_is_defined_somewhere():
    texts = [sheet.read_text() for sheet in CSS.rglob("*.css")]
    used = {name for text in texts for name in re.findall(r"var\(--([\w-]+)", text)}
    defined = {name for text in texts for name in re.findall(r"--([\w-]+):", text)}
    assert used - defined == set()


def test_every_address_in_a_stylesheet_exists():
    addresses = [
        (sheet.parent / address).resolve()
        for sheet in CSS.rglob("*.css")
        for address in re.findall(r'url\("([^"#]+)"\)', sheet.read_text())
    ]
    assert [address.name for address in addresses if not address.is_file()] == []


def test_every_icon_named_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (WEB / "static" / "img" / "icons.svg").read_text()))
    texts = [template.read_text() for template in TEMPLATES]
    named = {name for text in texts for name in re.findall(r'\bicon\("([\w-]+)"', text)}
    named |= {name for text in texts for name in re.findall(r'\bicon(?:_name)?="([\w-]+)"', text)}
    named |= {
        name
        for text in texts
        for pictures in re.findall(r"set pictures = \{([^}]+)\}", text)
        for name in re.findall(r': "([\w-]+)"', pictures)
    }
    assert named - drawn == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_inline_script_or_style(template):
    text = re.sub(r"\{[{%#].*?[#%}]\}", "", template.read_text(), flags=re.DOTALL)
    inline = r'<script(?![^>]*\s(?:src=|type="application/json"))[^>]*>|<style|\sstyle=|\son\w+=|javascript:'
    assert re.findall(inline, text, re.IGNORECASE) == []


def test_vendored_scripts_ask_for_nothing_else():
    for script in (WEB / "static" / "vendor").glob("*.js"):
        assert "sourceMappingURL" not in script.read_text()
