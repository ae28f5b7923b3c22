"""Nothing in the project belongs to one machine: no paths of somebody's disk, no addresses that packages come from."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MADE = re.compile(r"(^|/)(\.(?!ci/)[^/]+|var|node_modules|__pycache__|build|dist)/")

MACHINE = re.compile(r"(?<![\w.$}~])/(?:tmp|work|root|farm|home|Users)/" + r"[\w.-]")
REGISTRIES = ["pypi", "pythonhosted", "npmjs", "yarnpkg", "jsdelivr", "unpkg"]
REGISTRY = re.compile(r"https?://[^\s\"'<>]*(?:" + "|".join(REGISTRIES) + ")")
ADDRESS = re.compile(r"https?://")
LOCKS = ("requirements/run.txt", "requirements/test.txt", "frontend/package-lock.json")


def tracked():
    """The project's own files: what git knows or would add; everything that is not made where there is no git."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False) if shutil.which("git") else None
    if said and said.returncode == 0:
        paths = [ROOT / name for name in said.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not MADE.search(path.relative_to(ROOT).as_posix())]
    return [path for path in paths if path.is_file()]


def text(path):
    """What the file says; nothing for pictures, fonts and other bytes."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def found(pattern):
    return [f"{path.relative_to(ROOT)}: {match[0]}" for path in tracked() for match in pattern.finditer(text(path))]


def test_no_paths_of_one_machine():
    assert found(MACHINE) == []


def test_no_addresses_of_registries():
    assert found(REGISTRY) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_hashes_and_no_addresses(lock):
    words = (ROOT / lock).read_text()
    assert not ADDRESS.findall(re.sub(r'"(?:url|funding)": *"[^"]*"', "", words))
    assert words.count("--hash=sha256:") + words.count('"integrity": "sha512-') > 10


@pytest.mark.parametrize("line", ["cd /wo" + "rk/main", "'/ro" + "ot/x'", "(/tm" + "p/y)", "/ho" + "me/ana/z"])
def test_a_path_of_one_machine_would_be_found(line):
    assert MACHINE.search(line)


@pytest.mark.parametrize("line", ["https://files.python" + "hosted.org/a", "https://registry.np" + "mjs.org/b"])
def test_an_address_of_a_registry_would_be_found(line):
    assert REGISTRY.search(line)
