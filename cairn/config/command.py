"""The command ``cairn``: serve, prepare, verify, nightly, people, found. Exit codes: 0 done, 1 broken, 2 wrong use."""

import argparse
import json
import os
import sys


def main(arguments=None):
    """Run one command and end with its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
    asked = _parser().parse_args(arguments)
    from cairn.lib.keys import CannotOpen  # after the settings module is named

    try:
        import django

        django.setup()
        sys.exit(asked.run(asked))
    except CannotOpen as closed:
        sys.exit(f"cairn: {closed}")


def _parser():
    parser = argparse.ArgumentParser(
        prog="cairn", description="The record that a participant and a peer supporter keep together."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, about in (
        ("serve", serve, "prepare what is missing and serve the pages on PORT (8000)"),
        ("prepare", prepare, "make database, keys, files and the example people, and stop"),
        ("verify", verify, "walk every history, log and seal, and name the first break"),
        ("nightly", nightly, "tell what is due, send what waits, sweep, and look whether all is whole"),
        ("people", people, "list the example people and how they sign in"),
        ("found", found, "begin a real organization with its first administrator"),
    ):
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        if name in ("verify", "nightly", "people"):
            command.add_argument("--json", action="store_true", help="print one JSON object")
        if name == "nightly":
            command.add_argument("--verify", action="store_true", help="walk every history and seal as well")
        if name == "serve":
            command.add_argument("--host", default=None, help="address to listen on (default: loopback)")
        if name == "found":
            command.add_argument("name", help="the organization's name")
            command.add_argument("--slug", required=True)
            command.add_argument("--zone", default="America/New_York")
            command.add_argument("--administrator", required=True, help="the name they go by")
            command.add_argument("--email", required=True)
    return parser


def prepare(asked=None):
    """Everything is ready for the first page."""
    from cairn.chores import preparing

    try:
        preparing.prepare()
    except preparing.Unsound as unsound:
        print(f"cairn: {unsound}", file=sys.stderr)
        return 1
    return 0


def serve(asked):
    """Serve until told to stop."""
    from django.conf import settings

    from . import serving

    print("Preparing …", flush=True)
    if code := prepare():
        return code
    host = asked.host or settings.ADDRESS
    print(f"\nCairn is at http://localhost:{settings.PORT}\n", flush=True)
    _print_people()
    return serving.serve(host, settings.PORT)


def verify(asked):
    """Walk histories and seals; 1 when something is broken."""
    from cairn.chores import preparing, verifying

    preparing.open_house()

    found = verifying.walk()
    if asked.json:
        print(json.dumps(found))
    else:
        for line in verifying.lines(found):
            print(line)
    return 0 if found["whole"] else 1


def nightly(asked):
    """What is done once a night; 1 when a step failed. Two at once are one."""
    from cairn.chores import nightly as chores
    from cairn.chores import preparing

    preparing.open_house()
    found = chores.run(_quiet if asked.json else _say, prove=asked.verify)
    if asked.json:
        steps = [vars(done) for done in found or ()]
        print(json.dumps({"ran": found is not None, "steps": steps}))
    elif found is None:
        print("Somebody else is at it.")
    return 1 if any(done.failed for done in found or ()) else 0


def _say(done):
    print(f"{done.name}: {done.failed or done.gave}", flush=True)


def _quiet(done):
    """Nothing is printed before the end."""


def people(asked):
    """The example people and how they sign in."""
    from cairn.chores import examples, preparing, stories

    preparing.open_house()
    if not stories.is_told():
        print("There are no example people here.", file=sys.stderr)
        return 1
    if asked.json:
        rows = [
            {
                "name": e.name,
                "role": str(e.role),
                "organization": examples.HOUSE,
                "about": e.about,
                "sign_in_name": e.sign_in_name,
                "secret": e.secret,
            }
            for e in examples.PEOPLE
        ]
        print(json.dumps({"people": rows}))
        return 0
    _print_people()
    return 0


def found(asked):
    """A real organization, and the code with which its first administrator comes in."""
    from cairn.chores import preparing

    preparing.assert_sound()
    preparing.open_house()
    code = preparing.found(
        asked.name, slug=asked.slug, zone=asked.zone, administrator=asked.administrator, email=asked.email
    )
    print(
        f"{asked.name} is founded. {asked.administrator} comes in with the code {code} within half an hour, at /join."
    )
    return 0


def _print_people():
    from cairn.chores import examples, stories

    if stories.is_told():
        print(f"Sign in as one of the example people of {examples.HOUSE}.")
        for line in examples.lines():
            print(line)
        print(flush=True)
