"""Two processes over one PostgreSQL: wherever people sit, all read the same, and nothing is lost when one goes."""

import threading
import time

import psycopg
import pytest
from django.db import connection

from cairn.audit import bell
from cairn.notes import describing, drafting, offering
from tests import town as towns

from ..notes.writers import Device
from .test_live import words

pytestmark = pytest.mark.postgres


@pytest.fixture
def two(house):
    """Two servers that know nothing of one another but the database."""
    return house(), house()


def test_words_cross_between_processes(sit, two, note):
    ana, ben = sit("ana", at=two[0]), sit("ben", at=two[1])
    ana.type("talked", "We met. ")
    assert ben.until("authors")["authors"] == {str(ana.client): 1}
    ben.until("fan")
    assert ana.until("ack")["seq"] == 1
    ben.type("talked", "It was good.")
    ana.until("fan")
    assert ben.until("ack")["seq"] == 2
    assert ana.text("talked") == ben.text("talked") == "We met. It was good."
    assert words(note) == [(1, "We met. "), (0, "It was good.")]


def test_both_write_at_once_and_read_the_same(sit, two, note):
    """Hundreds of updates from both sides, typed without waiting: no gap, no twin, one chain."""
    ana, ben = sit("ana", at=two[0]), sit("ben", at=two[1])

    def type_on(browser, letter):
        for _ in range(100):
            browser.type("talked", letter, at=0)
        while browser.outbox or len(browser.text("talked")) < 200:
            browser.hear()

    writers = [threading.Thread(target=type_on, args=two) for two in ((ana, "a"), (ben, "b"))]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert ana.text("talked") == ben.text("talked") == "".join(text for _, text in words(note))
    assert [line.seq for line in drafting.entries(note.pk)] == list(range(1, 201))
    assert drafting.walk(note.pk) is not None


def test_who_comes_later_elsewhere_sees_everything(sit, two, note):
    ana = sit("ana", at=two[0])
    ana.type("talked", "We met.")
    ana.until("ack")
    assert sit("ben", at=two[1]).text("talked") == "We met."


def test_one_author_id_in_two_processes_says_each_word_once(sit, two, note):
    """A copied page on another server: first word wins, and both come back to what the log says."""
    one, twin = sit("ana", at=two[0]), sit("ana", at=two[1])
    device, copy = Device(777, "ana"), Device(777, "ana")
    one.push("talked", device.type("yes"))
    one.until("ack")
    twin.until("fan")
    twin.push("talked", copy.type("no!"))
    twin.until("ack")  # known already
    twin.push("talked", copy.type(" and more"))
    twin.until("ack")
    assert words(note) == [(1, "yes and more")]


def test_nobody_takes_an_author_id_in_another_process(sit, two, note):
    ana, ben = sit("ana", at=two[0]), sit("ben", at=two[1])
    ana.push("talked", Device(777, "ana").type("mine"))
    ana.until("ack")
    ben.until("fan")
    ben.push("talked", Device(777, "ben").type("mine too"))
    assert ben.until("nack")["code"] == "author"


def test_stage_parts_and_rights_are_heard_everywhere(sit, two, town, note):
    _, there = two
    bell.off(there.hall.watch._hear)  # as a server in another process does not hear the bell of this one
    try:
        ana, ben = sit("ana", at=there), sit("ben", at=there)
        ana.type("talked", "We met.")
        ana.until("ack")
        describing.describe(note, by=town.ana, goals=["Find work"])
        ben.until("parts")
        offering.offer(note, by=town.ana)
        assert ben.until("stage")["stage"] == "offered"
        towns.leave(town)
        assert ana.to_the_end() == (4403, "rights")
    finally:
        bell.on(there.hall.watch._hear)


def test_a_broken_ear_is_mended_and_catches_up(sit, two, note):
    ana, ben = sit("ana", at=two[0]), sit("ben", at=two[1])
    ana.type("talked", "one ")
    ben.until("fan")
    with psycopg.connect(**_params(), autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            "AND query LIKE 'LISTEN%'"
        )
    ana.type("talked", "two")
    deadline = time.monotonic() + 20
    while ben.text("talked") != "one two" and time.monotonic() < deadline:
        ben.hear()
    assert ben.text("talked") == "one two"


def test_a_rolling_restart_loses_nothing(sit, house, note):
    first, second = house(), house()
    ana, ben = sit("ana", at=first), sit("ben", at=second)
    for letter in "all of it":
        ana.type("talked", letter)
    stopping = threading.Thread(target=first.stop)
    stopping.start()
    assert ana.to_the_end() == (1012, "restart")
    stopping.join()
    back = sit("ana", at=second, vectors={"talked": ana.docs["talked"].doc.get_state()})
    for section, update in ana.outbox.values():
        back.push(section, update)
    while back.outbox:
        back.hear()
    while len(ben.text("talked")) < len("all of it"):
        ben.hear()
    assert ben.text("talked") == "all of it"
    assert words(note) == [(1, "all of it")]


def _params():
    params = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        params.pop(name)
    return params
