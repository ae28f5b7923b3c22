"""Colors live in tokens.css alone, and each pair in use can be read: light and dark."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "cairn" / "web"
CSS = WEB / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()

TEXT, MARK = 4.5, 3.0
GROUNDS = ["paper", "sheet", "sunk", "field"]
SOFTS = ["pine-soft", "plum-soft", "amber-soft", "sky-soft", "brick-soft"]
VOICES = ["pine", "plum", "amber", "sky", "brick"]

PAIRS = [
    *[(text, ground, TEXT) for text in ("ink", "ink-soft") for ground in GROUNDS + SOFTS],
    *[(voice, ground, TEXT) for voice in VOICES for ground in GROUNDS],
    *[(voice, f"{voice}-soft", TEXT) for voice in VOICES],
    *[("pine", soft, TEXT) for soft in SOFTS],
    *[("plum", "amber-soft", TEXT), ("sky", "plum-soft", TEXT)],
    *[(f"on-{ground}", ground, TEXT) for ground in ("ink", "pine", "plum", "sky", "brick")],
    *[("on-pine", "pine-deep", TEXT), ("on-ink", "ink-soft", TEXT), ("scan-ink", "scan-paper", TEXT)],
    *[("line-strong", ground, MARK) for ground in GROUNDS],
    *[("pine-line", ground, MARK) for ground in (*GROUNDS, "pine-soft")],
    *[("amber-bright", ground, MARK) for ground in ("paper", "sheet", "amber-soft")],
    *[("focus", ground, MARK) for ground in GROUNDS + SOFTS],
]


def block(opening):
    """The declarations of the rule that begins with these words, as {name: value}."""
    body = TOKENS.split(opening, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))


LIGHT = block(":root {")
DARK = block(':root:not([data-theme="light"]) {')
CHOSEN_DARK = block(':root[data-theme="dark"] {')
THEMES = {"light": LIGHT, "dark": {**LIGHT, **DARK}}


def luminance(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_agrees_with_known_figures():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_each_pair_in_use_can_be_read(theme, front, ground, least):
    tokens = THEMES[theme]
    assert contrast(tokens[front], tokens[ground]) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_what_is_read_most_is_read_with_ease(theme, ground):
    assert contrast(THEMES[theme]["ink"], THEMES[theme][ground]) >= 7


def test_dark_by_choice_is_dark_by_the_device():
    assert CHOSEN_DARK == DARK


def test_dark_answers_for_each_color_of_light():
    kept = {"scan-ink", "scan-paper"}  # a code is scanned black on white
    colors = {name for name, value in LIGHT.items() if value.startswith(("#", "rgb")) or name == "shade"}
    assert colors - kept == set(DARK)


def test_no_color_is_written_outside_the_tokens():
    literal = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(", re.IGNORECASE)
    sheets = [sheet for sheet in CSS.rglob("*.css") if sheet.name != "tokens.css"]
    assert sheets
    found = [f"{sheet.name}: {hit}" for sheet in sheets for hit in literal.findall(sheet.read_text())]
    assert found == []
