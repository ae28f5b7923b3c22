"""A version of a program's rules is added, and never changed or deleted, by any path."""

import pytest
from django.db import DatabaseError, connection, transaction

from cairn.programs import reading, ruling
from cairn.programs.models import Rules
from cairn.programs.rules import CLOCKS

pytestmark = pytest.mark.django_db


def change_one(row):
    row.sign_within_hours = 1
    row.save()


def change_many(row):
    Rules.objects.update(clocks={"contact": 9})


def change_raw(row):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programs_rules SET part2 = 'no'")


def delete_one(row):
    row.delete()


def delete_many(row):
    Rules.objects.all().delete()


@pytest.mark.parametrize("path", [change_one, change_many, change_raw, delete_one, delete_many])
def test_no_path_changes_a_version(town, path):
    row = reading.rules_of(town.program)
    before = list(Rules.objects.order_by("pk").values())
    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        path(row)
    assert list(Rules.objects.order_by("pk").values()) == before


def test_new_rules_are_another_version(town):
    ruling.rule(town.program, by=town.finn, clocks={**CLOCKS, "contact": 3}, part2="no", templates=["joint"])
    assert list(town.program.versions.order_by("version").values_list("version", flat=True)) == [1, 2]
