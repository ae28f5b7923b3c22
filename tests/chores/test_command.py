"""The command, as somebody types it: a fresh folder, the example people, what is on disk, what verify says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pysqlite3
import pytest

from cairn.chores.nightly import STEPS

ROOT = Path(__file__).parents[2]
# Words and names of the example people that must lie nowhere in the clear.
WORDS = (
    "Jordan",
    "Avery",
    "Moss",
    "two payments",
    "breathing",
    "Eastside Library",
    "cuaderno",
    "bakery",
    "jordan river",
    "avery@hopestreet",
    "Certified Peer",
    "Deshawn",
    "Dolores",
    "knitting",
    "apprentice",
    "555 0182",
    "union hall",
)


def cairn(folder, *arguments, **environment):
    """Run the command with this data folder."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CAIRN_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", "from cairn.config.command import main; main()", *arguments],
        cwd=ROOT,
        text=True,
        capture_output=True,
        env={**clean, "CAIRN_DATA": str(folder), **environment},
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A prepared data folder."""
    folder = tmp_path_factory.mktemp("house") / "data"
    done = cairn(folder, "prepare")
    assert done.returncode == 0, done.stderr
    return folder


def copy(house, folder):
    """The same house in another folder, key beside it, to do harm to."""
    import shutil

    shutil.copytree(house, folder / "data")
    shutil.copytree(f"{house}.keys", folder / "data.keys")
    return folder / "data"


def harm(house, *statements):
    """Change the database as its owner could, walls and all."""
    with pysqlite3.connect(house / "cairn.sqlite3") as database:
        walls = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in walls:
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)
        for _, build in walls:
            database.execute(build)


def test_no_word_and_no_name_lies_in_the_data_folder(house):
    files = [path for path in house.rglob("*") if path.is_file() and "static" not in path.parts]
    assert any(path.stat().st_size > 100_000 for path in files)
    for path in files:
        data = path.read_bytes().lower()
        assert [word for word in WORDS if word.lower().encode() in data] == [], path.name


def test_the_root_key_lies_outside_the_data_folder(house):
    key = Path(f"{house}.keys") / "root.key"
    assert key.stat().st_mode & 0o777 == 0o400
    assert not list(house.rglob("*.key"))


def test_a_second_run_keeps_everything(house):
    before = json.loads(cairn(house, "verify", "--json").stdout)
    assert cairn(house, "prepare").returncode == 0
    assert json.loads(cairn(house, "verify", "--json").stdout) == before


def test_people_are_listed_with_how_they_sign_in(house):
    rows = json.loads(cairn(house, "people", "--json").stdout)["people"]
    assert {row["role"] for row in rows} == {"participant", "supporter", "coordinator", "administrator", "auditor"}
    assert all(row["sign_in_name"] and row["secret"] for row in rows)


def test_two_installations_share_no_secret(house, tmp_path):
    other = tmp_path / "data"
    cairn(other, "prepare")
    here, there = (json.loads(cairn(f, "people", "--json").stdout)["people"] for f in (house, other))
    assert not {row["secret"] for row in here} & {row["secret"] for row in there}


def test_verify_says_that_everything_is_whole(house):
    done = cairn(house, "verify")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "Everything is whole."


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE audit_event SET facts = '{}' WHERE act = 'note.seal'", "note.seal) was changed"),
        ("DELETE FROM audit_event WHERE seq = 20", "event 20 is missing"),
        (
            "UPDATE notes_seal SET body = zeroblob(40) WHERE rowid = (SELECT min(rowid) FROM notes_seal)",
            "does not open",
        ),
        (
            "UPDATE notes_seal SET digest = zeroblob(32) WHERE rowid = (SELECT min(rowid) FROM notes_seal)",
            "not what was sealed",
        ),
        ("UPDATE notes_entry SET person_id = (SELECT opened_by_id FROM notes_note LIMIT 1)", "log of its words"),
        (
            "DELETE FROM notes_entry WHERE id = (SELECT max(id) FROM notes_entry"
            " WHERE note_id IN (SELECT note_id FROM notes_seal))",
            "log of its words",
        ),
        ("UPDATE notes_signature SET digest = zeroblob(32)", "a name stands under other words"),
        ("UPDATE notes_amendment SET number = 7", "amendment 7 was changed"),
        ("DELETE FROM notes_amendment", "an amendment that the history names is gone"),
        ("DELETE FROM notes_seal WHERE rowid = (SELECT min(rowid) FROM notes_seal)", "the seal is gone"),
    ],
)
def test_verify_names_the_first_break(house, tmp_path, statement, says):
    harmed = copy(house, tmp_path)
    harm(harmed, statement)
    done = cairn(harmed, "verify")
    assert done.returncode == 1
    assert says in done.stdout, done.stdout + done.stderr


def test_a_wrong_root_key_stops_the_start(house, tmp_path):
    other = copy(house, tmp_path)
    key = Path(f"{other}.keys") / "root.key"
    key.chmod(0o600)
    key.write_text("ab" * 32)
    done = cairn(other, "verify")
    assert done.returncode == 1
    assert "root key" in done.stdout + done.stderr
    assert cairn(other, "prepare").returncode == 1


def test_the_key_may_not_lie_in_the_data_folder(tmp_path):
    done = cairn(tmp_path / "data", "prepare", CAIRN_ROOT_KEY=str(tmp_path / "data" / "root.key"))
    assert done.returncode == 1
    assert "CAIRN_ROOT_KEY" in done.stderr


def test_a_real_organization_begins_with_a_code(tmp_path):
    done = cairn(
        tmp_path / "data",
        "found",
        "Real House",
        "--slug",
        "real",
        "--administrator",
        "Kim",
        "--email",
        "kim@real.example",
    )
    assert done.returncode == 0, done.stderr
    assert "comes in with the code" in done.stdout
    assert cairn(tmp_path / "data", "people").returncode == 1


def test_a_night_runs_twice_and_no_name_lies_in_what_it_leaves(house, tmp_path):
    other = copy(house, tmp_path)
    for _ in range(2):
        done = cairn(other, "nightly", "--json", "--verify")
        said = json.loads(done.stdout)
        assert (done.returncode, said["ran"]) == (0, True), done.stdout + done.stderr
        assert [step["failed"] for step in said["steps"]] == [""] * (len(STEPS) + 1)
    assert "the database is whole: whole" in cairn(other, "nightly").stdout
    test_no_word_and_no_name_lies_in_the_data_folder(other)


def test_wrong_use_is_exit_code_two(tmp_path):
    assert cairn(tmp_path / "data", "fly").returncode == 2
