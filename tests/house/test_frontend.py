"""The built editor that is served is the one its source gives: nobody has to trust a file that nobody can read."""

import hashlib
from pathlib import Path

from scripts import frontend

ROOT = Path(__file__).resolve().parents[2]


def digests(folder):
    """What a folder holds: path -> digest."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_served_editor_is_the_one_its_source_gives():
    served = digests(ROOT / frontend.BUILT)
    assert "live.js" in served
    with frontend.rebuilt() as folder:
        assert digests(folder) == served, "Build it anew:  python -m scripts.frontend build"
