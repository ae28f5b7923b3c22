"""The tools tests lean on do what they say: a wire that does not cut or a run that hides a failure proves nothing."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from scripts import test as runner
from tests.stories.wire import Wire

ROOT = Path(__file__).resolve().parents[2]
REPORT = '<testsuites><testsuite tests="{0}" failures="{1}" errors="{2}" skipped="{3}"/></testsuites>'


@pytest.fixture
def echo():
    """A port where everything that is said is said back."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer():
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=repeat, args=(near,), daemon=True).start()

    def repeat(near):
        with near:
            while some := near.recv(1024):
                near.sendall(some)

    threading.Thread(target=answer, daemon=True).start()
    yield listener.getsockname()[1]
    listener.close()


@pytest.fixture
def wire(echo):
    wire = Wire(echo)
    yield wire
    wire.close()


def said(line, words):
    line.sendall(words)
    return line.recv(1024)


def call(wire):
    return socket.create_connection(("127.0.0.1", wire.port), timeout=5)


def test_a_whole_wire_carries_both_ways(wire):
    with call(wire) as line:
        assert said(line, b"hello") == b"hello"


def test_a_cut_wire_breaks_what_is_open_and_lets_nothing_new_through(wire):
    with call(wire) as line:
        said(line, b"hello")
        wire.cut()
        assert line.recv(1024) == b""
    with call(wire) as line:
        assert line.recv(1024) == b""


def test_a_mended_wire_carries_again(wire):
    wire.cut()
    wire.mend()
    with call(wire) as line:
        assert said(line, b"back") == b"back"


def test_a_silent_wire_stays_open_and_gives_what_it_held_back_when_mended(wire):
    with call(wire) as line:
        said(line, b"hello")
        wire.silence()
        line.sendall(b"anyone?")
        line.settimeout(0.2)
        with pytest.raises(TimeoutError):
            line.recv(1024)
        line.settimeout(5)
        wire.mend()
        assert line.recv(1024) == b"anyone?"


@pytest.mark.parametrize(
    ("figures", "code", "passed", "failed", "skipped"),
    [
        ((5, 0, 0, 0), 0, 5, 0, 0),
        ((5, 1, 0, 1), 1, 3, 1, 1),
        ((5, 0, 2, 0), 1, 3, 2, 0),
        ((5, 0, 0, 0), 3, 5, 1, 0),  # pytest broke although every test that it counted passed
        ((0, 0, 0, 0), 5, 0, 1, 0),  # nothing was found to run
    ],
)
def test_a_report_is_counted_truthfully(tmp_path, figures, code, passed, failed, skipped):
    (tmp_path / "report.xml").write_text(REPORT.format(*figures))
    assert runner.tally(tmp_path / "report.xml", code) == runner.Outcome(passed, failed, skipped)


def test_a_run_without_a_report_has_failed(tmp_path):
    assert runner.tally(tmp_path / "report.xml", 2) == runner.Outcome(failed=1)


def test_the_figures_of_node_are_found():
    text = "# tests 12\n# pass 10\n# fail 2\n# skipped 0\n"
    assert [runner.counted(word, text) for word in ("pass", "fail", "skipped")] == [10, 2, 0]


def run(monkeypatch, outcome, *, ci):
    monkeypatch.setattr(runner, "STAGES", {"one": lambda asked: outcome})
    monkeypatch.setattr(runner, "CI", ci)
    return runner.main([])


@pytest.mark.parametrize(
    ("outcome", "ci", "code", "last"),
    [
        (runner.Outcome(3), False, 0, "3 passed, 0 failed"),
        (runner.Outcome(3, 1), False, 1, "3 passed, 1 failed"),
        (runner.Outcome(3, 0, 1), False, 0, "3 passed, 0 failed"),
        (runner.Outcome(3, 0, 1), True, 1, "3 passed, 1 failed"),
        (runner.Outcome(left_out="no PostgreSQL"), False, 0, "0 passed, 0 failed"),
        (runner.Outcome(left_out="no PostgreSQL"), True, 1, "0 passed, 1 failed"),
    ],
)
def test_the_last_line_and_the_exit_code_say_how_it_went(monkeypatch, capsys, outcome, ci, code, last):
    assert run(monkeypatch, outcome, ci=ci) == code
    assert capsys.readouterr().out.splitlines()[-1] == last


def test_what_did_not_run_is_said_loudly(monkeypatch, capsys):
    run(monkeypatch, runner.Outcome(left_out="no PostgreSQL"), ci=False)
    assert "!!! one was NOT RUN: no PostgreSQL" in capsys.readouterr().out


OWNER = "from scripts import postgres\nwith postgres.cluster() as url: print(url, flush=True); input()"


@pytest.mark.postgres
def test_the_test_server_goes_when_its_owner_is_killed():
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    port = int(owner.stdout.readline().rsplit(":", 1)[1].split("/")[0])
    line = socket.create_connection(("127.0.0.1", port), timeout=60)
    os.kill(owner.pid, signal.SIGKILL)
    owner.communicate()
    with line:
        while line.recv(1000):  # it may say goodbye; then it closes its connections, since it has ended
            pass
