"""Make the virtual environment in .venv, and keep it in step with the lock.

    sh scripts/setup.sh run       what the running product needs
    sh scripts/setup.sh test      and what its tests need

Runs on the standard library alone. Uses ``uv`` where there is one, else ``venv`` and ``pip``; either way every file
installed has the hash that the lock names. A second call finds its mark and returns at once.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import machine

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
PYTHON = HOME / "bin" / "python"
MARK = HOME / "ready.json"
UV = shutil.which("uv")

COMMAND = """\
#!/bin/sh
''':'
exec "{python}" "$0" "$@"
'''
import sys

from cairn.config.command import main

sys.exit(main())
"""


def main(wanted):
    """The environment holds what ``wanted`` ("run" or "test") asks for."""
    ready = marks()
    if ready.get(wanted) == mark(wanted):
        return
    print(f"Setting up .venv with {'uv' if UV else 'pip'} (half a minute the first time) ...", flush=True)
    if ready.get("root", str(ROOT)) != str(ROOT) or not is_whole():
        make_home(wanted)
        ready = {}
    install(wanted)
    link()
    # The tests' lock holds everything of the other one, at the same versions.
    also = {"run": mark("run")} if wanted == "test" else {}
    write_marks(ready | also | {wanted: mark(wanted), "root": str(ROOT)})


def lock(wanted):
    """The lock file that names every package with its hashes."""
    return ROOT / "requirements" / f"{wanted}.txt"


def mark(wanted):
    """What the environment was made from: another Python, place, lock or recipe gives another mark."""
    made_from = [lock(wanted).read_bytes(), Path(__file__).read_bytes(), str(ROOT).encode(), sys.version.encode()]
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()


def marks():
    """The marks of what is ready; none where the environment is missing, broken or half made."""
    try:
        return json.loads(MARK.read_text()) if PYTHON.exists() else {}
    except (OSError, ValueError):
        return {}


def write_marks(ready):
    part = MARK.with_suffix(".part")
    part.write_text(json.dumps(ready, indent=1) + "\n")
    os.replace(part, MARK)


def is_whole():
    """True when .venv runs this Python's version and packages can be put into it."""
    ask = "import sys; print(sys.version)" + ("" if UV else "; import pip")
    try:
        said = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return said.returncode == 0 and said.stdout.strip() == sys.version.strip()


def make_home(wanted):
    """An empty environment stands in .venv; whatever was there is gone."""
    if UV:
        call(UV, "venv", "--quiet", "--clear", "--python", sys.executable, HOME)
        return
    if not importlib.util.find_spec("ensurepip"):
        need_venv(wanted)
    call(sys.executable, "-m", "venv", "--clear", HOME)


def need_venv(wanted):
    """Debian keeps venv in a package of its own."""
    package = f"python3.{sys.version_info.minor}-venv"
    why = "This Python cannot make virtual environments yet."
    if wanted != "test" or not machine.install(package, why):
        sys.exit(f"{why} On Debian this installs what is missing:\n\n    {machine.apt(package)}\n")


def install(wanted):
    """Every package of the lock is installed, each file with a hash that the lock names."""
    if UV:
        call(UV, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", lock(wanted))
    else:
        quiet = ("-qq", "--disable-pip-version-check", "--no-input")
        call(PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "-r", lock(wanted))


def link():
    """``import cairn`` finds this tree, and .venv/bin/cairn runs it. A path and a script: nothing to build or fetch."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    Path(packages, "cairn.pth").write_text(f"{ROOT}\n")
    command = HOME / "bin" / "cairn"
    command.write_text(COMMAND.format(python=PYTHON))
    command.chmod(0o755)


def call(*command):
    """Run it, and stop with what it said when it fails."""
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        name = Path(command[0]).name
        sys.exit(f"\nThe set-up did not finish: `{name}` ended with {done.returncode}. What it said stands above.")


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["test"]):
        sys.exit(__doc__)
    main(sys.argv[1])
