"""The stages as a calm path: where each stone lies, and the line between them. Numbers for an SVG, no words."""

from cairn.journey.rules.stages import ORDER, Stage

WIDE, HIGH = 1000, 150
PLACES = ((100, 116), (300, 84), (500, 98), (700, 58), (900, 34))  # one for each stage but the end
DRAWN = tuple(stage for stage in ORDER if stage != Stage.EXITED)


def path(stage, visited=()):
    """``{lines, stones}``: lines with ``d`` and whether they were walked; stones with x, y and done, now or ahead.

    ``visited``: stages that the way was in; only there lies a stone. A way that ended was walked as far as it went.
    """
    been = [n for n, each in enumerate(DRAWN) if each in visited or n == 0]
    at = max(been) if stage == Stage.EXITED else DRAWN.index(stage)
    kinds = ["done" if n in been else "ahead" for n in range(len(DRAWN))]
    if stage != Stage.EXITED:
        kinds[at] = "now"
    return {
        "wide": WIDE,
        "high": HIGH,
        "lines": [{"d": _curve(n), "walked": n < at} for n in range(len(DRAWN) - 1)],
        "stones": [
            {"stage": each, "kind": kind, "x": x, "y": y, "low": y - 9}
            for each, kind, (x, y) in zip(DRAWN, kinds, PLACES, strict=True)
        ],
    }


def _curve(n):
    (x, y), (to_x, to_y) = PLACES[n], PLACES[n + 1]
    bend = (to_x - x) // 2
    return f"M{x} {y}C{x + bend} {y} {to_x - bend} {to_y} {to_x} {to_y}"
