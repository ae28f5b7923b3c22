"""The house stands in order: every room in its place, nothing reaching up, nothing too large to read."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
# A file that may be longer, with the reason why it reads better whole.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {
    "bench/county.py:_body": "one sealed note, laid out as it is stored; it has no steps to take apart",
}


def sources(*folders):
    """The Python files of these folders, without migrations: those are written once and read rarely."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in paths if "migrations" not in path.parts]


def named(path):
    return path.relative_to(ROOT).as_posix()


def order():
    """The rooms from the top down, as .importlinter has them: a list of sets of rooms beside each other."""
    lines = (ROOT / ".importlinter").read_text().split("layers =\n")[1].split("\n\n")[0].splitlines()
    return [{room.strip(" ()") for room in line.split("|")} for line in lines]


def test_the_contracts_of_the_rooms_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_is_placed():
    rooms = {path.parent.name for path in (ROOT / "cairn").glob("*/__init__.py")}
    assert rooms == set().union(*order())


def test_every_folder_with_code_is_a_package():
    """A folder without __init__.py would slip past the order: the linter does not see it."""
    folders = {path.parent for path in (ROOT / "cairn").rglob("*.py")}
    assert [named(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def foreign_keys():
    """Every foreign key between our rooms: (model, field name, room, room of the target, related name)."""
    for model in apps.get_models():
        for each in model._meta.get_fields():
            if each.many_to_one and each.related_model and each.related_model.__module__.startswith("cairn."):
                yield model, each, room(model), room(each.related_model)


def room(model):
    return model.__module__.split(".")[1]


def test_foreign_keys_run_down_like_imports():
    height = {name: -at for at, beside in enumerate(order()) for name in beside}
    rising = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model, field, here, there in foreign_keys()
        if here != there and height[here] <= height[there]
    ]
    assert rising == []


def test_no_room_below_can_reach_up_by_a_related_name():
    reaching = [
        f"{model.__name__}.{field.name}"
        for model, field, here, there in foreign_keys()
        if here != there and field.remote_field.related_name != "+"
    ]
    assert reaching == []


def test_files_can_be_read_in_one_sitting():
    lengths = {named(path): len(path.read_text().splitlines()) for path in sources("cairn", "scripts", "bench")}
    assert {name for name, length in lengths.items() if length > LONGEST_FILE} == set(LONG_FILES)


@pytest.mark.parametrize("folder", ["cairn", "scripts", "bench"])
def test_functions_can_be_read_at_one_look(folder):
    long = {
        f"{named(path)}:{node.name}"
        for path in sources(folder)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {each for each in LONG_FUNCTIONS if each.startswith(f"{folder}/")}
