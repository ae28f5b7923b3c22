"""Ids are made by the server, and their order is the order of making, however quickly they come."""

import threading
import time

from cairn.lib import ids


def test_ids_of_one_moment_stand_in_the_order_in_which_they_were_made():
    made = [ids.uuid7() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_an_id_says_what_it_is_and_when_it_was_made():
    before = time.time_ns() // 1_000_000
    made = ids.uuid7()
    assert (made.version, str(made)[19] in "89ab") == (7, True)
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000 + 10


def test_threads_never_make_the_same_id():
    made, start = [], threading.Barrier(4)

    def make():
        start.wait()
        made.extend(ids.uuid7() for _ in range(2_000))

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each.int >> 64 for each in made}) == 8_000


def test_a_clock_that_goes_back_changes_nothing(monkeypatch):
    before = ids.uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert ids.uuid7() > before
