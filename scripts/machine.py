"""What the machine itself must bring: Chromium for the stories, PostgreSQL's programs for its tests.

Standard library only: the set-up asks here too, before there is an environment.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

OLDEST_POSTGRES = 15
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def apt(package):
    """The one command that installs a package on Debian."""
    return f"apt-get install -y --no-install-recommends {package}"


def may_install():
    """True for root on Debian, where a missing package can simply be installed."""
    release = Path("/etc/os-release")
    is_debian = release.exists() and "\nID=debian\n" in f"\n{release.read_text()}\n"
    return is_debian and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(package, why):
    """Install a Debian package if we may. True when it is there afterwards."""
    if not may_install():
        return False
    print(f"{why} Installing {package} ...", flush=True)
    # The lists may be old or missing: the first refusal is a reason to fetch them, not to give up.
    words = apt(package).split()[1:]
    return _apt_get(*words) or (_apt_get("update") and _apt_get(*words, out=None))


def _apt_get(*words, out=subprocess.DEVNULL):
    patience = ("-qq", "-o", "DPkg::Lock::Timeout=300")
    silent = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", *patience, *words], env=silent, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False
    )
    return done.returncode == 0


def chromium():
    """The Chromium to test with (CHROMIUM in the environment goes first), or None."""
    if named := os.environ.get("CHROMIUM"):
        return named if os.access(named, os.X_OK) else None
    return next((found for name in CHROMIUMS if (found := shutil.which(name))), None)


def postgres():
    """The folder with the server programs of the newest PostgreSQL here that is new enough, or None."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *_on_path()]
    whole = {folder: _major(folder) for folder in folders if (folder / "initdb").exists()}
    newest = max(whole, key=whole.get, default=None)
    return newest if newest and whole[newest] >= OLDEST_POSTGRES else None


def _on_path():
    """Where PostgreSQL's programs stand when they are called by name."""
    if config := shutil.which("pg_config"):
        yield Path(subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False).stdout.strip())
    if server := shutil.which("postgres"):
        yield Path(server).resolve().parent


def _major(folder):
    """The major version of the server in that folder; 0 where there is none."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0
