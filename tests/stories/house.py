"""A real house: the server as people run it, on a port and in a data folder of its own."""

import datetime
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zoneinfo
from pathlib import Path

CAIRN = Path(sys.executable).with_name("cairn")
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
ZONE = zoneinfo.ZoneInfo("America/Chicago")


def free_port():
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def prepared(folder):
    """A data folder with the example people stands in ``folder``; copies of it start at once."""
    House(folder).cairn("prepare")
    return folder


class House:
    """One server process, its address, its data and its day. It can be killed and started again like any other."""

    def __init__(self, folder, pattern=None, **surroundings):
        if pattern:
            shutil.copytree(pattern, folder, dirs_exist_ok=True)
        self.data, self.log = Path(folder, "data"), Path(folder, "log")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        here = {"CAIRN_DATA": str(self.data), "PORT": str(self.port), "CAIRN_DATABASE_URL": ""}
        self.env = os.environ | here | surroundings
        self.process, self.ahead, self.known = None, 0, None

    def start(self, *, days=0):
        """The house answers. Again after ``kill`` or ``stop``: the data is as it was, and it is ``days`` later."""
        self.ahead += days
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.words("serve"),
                env=self.env, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT,
            )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise AssertionError(f"The house did not open:\n{self.said()[-3000:]}")
            time.sleep(0.05)
        return self

    def words(self, *words):
        """The command ``cairn``, on the day that it is in this house."""
        return [sys.executable, "-m", "tests.stories.later", str(self.ahead), *words] if self.ahead else [CAIRN, *words]

    def today(self):
        """The day it is where this house stands."""
        return datetime.datetime.now(ZONE).date() + datetime.timedelta(days=self.ahead)

    def answers(self):
        """True when pages can be served."""
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def kill(self):
        """The process is gone at once, as in a power cut: nothing is finished, nobody is told."""
        self._end(signal.SIGKILL)

    def stop(self):
        """The process has ended in its own good time."""
        self._end(signal.SIGTERM)

    def _end(self, how):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise AssertionError(f"The house did not close:\n{self.said()[-3000:]}") from None

    def cairn(self, *words):
        """What the command ``cairn`` says on this house's data; it must succeed."""
        done = subprocess.run(
            self.words(*words),
            env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
        assert done.returncode == 0, f"cairn {words} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def scene(self, name, *words):
        """Something happens in this house's data before or beside the story (tests/stories/scenes.py)."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.stories.scenes", name, *words],
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        assert done.returncode == 0, f"scene {name} {words}:\n{done.stderr}"
        return json.loads(done.stdout.splitlines()[-1])

    def people(self):
        """The example people by name, and how they sign in: ``people()["Avery Moss"]["secret"]``."""
        if self.known is None:
            self.known = {each["name"]: each for each in json.loads(self.cairn("people", "--json"))["people"]}
        return self.known

    def said(self):
        """What the server wrote so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""
