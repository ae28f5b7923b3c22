"""The fonts that PDF pages are set in, taken anew from npm. Running and testing Cairn need none of this.

    python -m scripts.fonts

The pages of a browser have variable WOFF2 files; the typesetter wants static TrueType. These are the same families, cut
by Google Fonts, and beside them what a name or a word of somebody's own may need: emoji, Hebrew, Arabic.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path

TO = Path(__file__).resolve().parent.parent / "cairn" / "exchange" / "fonts"
# npm package, version, {file in the package: name here}
TAKEN = (
    (
        "atkinson-hyperlegible-next",
        "0.4.1",
        {
            "400Regular/AtkinsonHyperlegibleNext_400Regular.ttf": "atkinson-regular.ttf",
            "400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf": "atkinson-italic.ttf",
            "700Bold/AtkinsonHyperlegibleNext_700Bold.ttf": "atkinson-bold.ttf",
        },
    ),
    ("fraunces", "0.4.1", {"600SemiBold/Fraunces_600SemiBold.ttf": "fraunces-semibold.ttf"}),
    ("noto-emoji", "0.4.7", {"400Regular/NotoEmoji_400Regular.ttf": "noto-emoji.ttf"}),
    ("noto-sans-hebrew", "0.4.1", {"400Regular/NotoSansHebrew_400Regular.ttf": "noto-hebrew.ttf"}),
    ("noto-sans-arabic", "0.4.3", {"400Regular/NotoSansArabic_400Regular.ttf": "noto-arabic.ttf"}),
)


def main():
    """Each file lies in cairn/exchange/fonts, with its license beside it."""
    with tempfile.TemporaryDirectory() as folder:
        for package, version, files in TAKEN:
            packed = f"@expo-google-fonts/{package}@{version}"
            name = subprocess.run(
                ["npm", "pack", "--silent", packed], cwd=folder, check=True, capture_output=True, text=True
            ).stdout.split()[-1]
            with tarfile.open(Path(folder, name)) as tar:
                for inside, here in {**files, "LICENSE_FONT": f"LICENSE-{package}.txt"}.items():
                    TO.joinpath(here).write_bytes(tar.extractfile(f"package/{inside}").read())


if __name__ == "__main__":
    main()
