"""Run the checks and the tests, stage by stage, and say truthfully how it went.

    python -m scripts.test [--fast] [stage ...] [-- words for pytest]

Stages: lint, types, frontend, sqlite, postgres, browser; all of them when none is named. ``--fast`` leaves out the
browser and the long proofs. The last line says how many passed and failed; the exit code is 0 only when none failed.

With CI in the environment nothing may be left out: a missing program or a skipped test is a failure.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from scripts import frontend, machine, postgres

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
SPREAD = ("-n", "auto", "--dist", "worksteal")  # one run on every core; ARGS="-n 0" keeps it in one process


@dataclass
class Outcome:
    """How a stage went. ``left_out`` says why it did not run at all."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    left_out: str = ""
    seconds: float = field(default=0.0, compare=False)

    def __add__(self, other):
        return Outcome(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self):
        if self.left_out:
            return "NOT RUN"
        words = [f"{self.passed} passed", f"{self.failed} failed"]
        return ", ".join([*words, f"{self.skipped} skipped"] if self.skipped else words)


def main(argv=None):
    """Run what is asked for; gives the exit code."""
    asked = read(argv)
    outcomes = {name: timed(name, asked) for name in asked.stages}
    total = sum(outcomes.values(), Outcome())
    print()
    for name, outcome in outcomes.items():
        if outcome.left_out:
            print(f"!!! {name} was NOT RUN: {outcome.left_out}")
    print("Times: " + ", ".join(f"{name} {outcome.seconds:.1f} s" for name, outcome in outcomes.items()))
    if failed := [name for name, outcome in outcomes.items() if outcome.failed]:
        print("Failed: " + ", ".join(failed))
    print(f"{total.passed} passed, {total.failed} failed")
    return 1 if total.failed else 0


def read(argv):
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="scripts.test", description="Run the checks and the tests.")
    parser.add_argument("--fast", action="store_true", help="leave out the browser and the long proofs")
    parser.add_argument("stages", nargs="*", help=", ".join(STAGES))
    words = list(sys.argv[1:] if argv is None else argv)
    cut = words.index("--") if "--" in words else len(words)
    asked = parser.parse_args(words[:cut])
    if unknown := set(asked.stages) - set(STAGES):
        parser.error(f"there is no stage {', '.join(sorted(unknown))}; there are {', '.join(STAGES)}")
    asked.stages = asked.stages or [name for name in STAGES if not (asked.fast and name == "browser")]
    asked.words = words[cut + 1 :]
    return asked


def timed(name, asked):
    """One stage, with its heading, its time and its outcome."""
    print(f"\n--- {name} ---", flush=True)
    started = time.monotonic()
    outcome = STAGES[name](asked)
    if CI and (outcome.left_out or outcome.skipped):
        print(f"{name}: {outcome.left_out or f'{outcome.skipped} skipped'} - in CI this is a failure.")
        outcome = Outcome(outcome.passed, outcome.failed + outcome.skipped + bool(outcome.left_out))
    outcome.seconds = time.monotonic() - started
    print(f"--- {name}: {outcome} in {outcome.seconds:.1f} s ---", flush=True)
    return outcome


# The stages, in their order: what is quick to fail comes first.


def lint(asked):
    """Style, layout, and the order of the rooms."""
    brief = "--output-format=concise"
    tools = [("ruff", "check", brief, "."), ("ruff", "format", "--check", brief, "."), ("lint-imports",)]
    return sum((check(*tool, quiet=True) for tool in tools), Outcome())


def types(asked):
    """The types that are written down hold."""
    return check("mypy", "--no-error-summary")


def node(asked):
    """The editor's own tests. (That its built file is the one its source gives is a test of the house.)"""
    try:
        frontend.install()
        done = frontend.npm("test", "--silent", check=False, capture_output=True, text=True)
    except frontend.NoNode as missing:
        print(missing)
        return Outcome(failed=1)
    except subprocess.CalledProcessError as failed:
        print(f"npm ended with {failed.returncode}. What it said stands above.")
        return Outcome(failed=1)
    print(done.stdout, done.stderr, sep="", flush=True)
    passed, failed, skipped = (counted(word, done.stdout) for word in ("pass", "fail", "skipped"))
    if not (passed or failed):
        print("The editor's tests did not say how many passed.")
    return Outcome(passed, max(failed, int(done.returncode != 0 or not passed)), skipped)


def counted(word, text):
    """The figure that Node's test runner gives for that word."""
    return sum(int(figure) for figure in re.findall(rf"^\S+ {word} (\d+)$", text, re.MULTILINE))


def sqlite(asked):
    """Everything but the stories, on SQLite."""
    return pytest(asked, "not browser", {"CAIRN_DATABASE_URL": ""}, *SPREAD)


def on_postgres(asked):
    """Everything that touches the database, on a PostgreSQL of our own."""
    if not machine.postgres():
        machine.install("postgresql", "PostgreSQL is missing.")
    try:
        with postgres.cluster() as url:
            return pytest(asked, "not browser", {"CAIRN_DATABASE_URL": url}, "--database-only", *SPREAD)
    except postgres.NoPostgres as missing:
        print(missing)
        return Outcome(left_out=str(missing).splitlines()[0])


def browser(asked):
    """The stories, one after the other: two browsers at once are slower on two cores."""
    if not machine.chromium() and not machine.install("chromium", "Chromium is missing."):
        print(f"The stories need Chromium. On Debian:  {machine.apt('chromium')}")
        print("Or name one:  make test CHROMIUM=<path to chromium>")
        return Outcome(failed=1)
    return pytest(asked, "browser", {"CAIRN_DATABASE_URL": ""})


STAGES = {
    "lint": lint, "types": types, "frontend": node, "sqlite": sqlite, "postgres": on_postgres, "browser": browser,
}  # fmt: skip


def check(tool, *words, quiet=False):
    """A tool that is right or not: one passed or one failed. Quiet: it speaks only when it fails."""
    pipe = subprocess.PIPE if quiet else None
    command = [Path(sys.executable).with_name(tool), *words]
    with tempfile.TemporaryDirectory() as folder:  # a tool may read the settings, which make the data folder
        env = os.environ | {"CAIRN_DATA": str(Path(folder, "data"))}
        done = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=pipe, text=True, check=False)
    if quiet and done.returncode:
        print(done.stdout, flush=True)
    return Outcome(failed=1) if done.returncode else Outcome(passed=1)


def pytest(asked, marked, surroundings, *words):
    """One run of pytest, counted from its own report."""
    marked = f"({marked}) and not long" if asked.fast else marked
    surroundings = {"HYPOTHESIS_PROFILE": "fast" if asked.fast else "long"} | surroundings
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        words = [sys.executable, "-m", "pytest", "-q", "-m", marked, f"--junitxml={report}", *words, *asked.words]
        done = subprocess.run(words, cwd=ROOT, env=os.environ | surroundings, stdin=subprocess.DEVNULL, check=False)
        return tally(report, done.returncode)


def tally(report, code):
    """The figures of a pytest report. A run that broke before it could count has failed once."""
    if not report.exists():
        return Outcome(failed=1)
    suites = [suite.attrib for suite in ElementTree.parse(report).getroot().iter("testsuite")]  # noqa: S314 (our own file)
    tests, failures, errors, skipped = (
        sum(int(suite[figure]) for suite in suites) for figure in ("tests", "failures", "errors", "skipped")
    )
    failed = max(failures + errors, int(code != 0))
    return Outcome(max(tests - failures - errors - skipped, 0), failed, skipped)


if __name__ == "__main__":
    sys.exit(main())
