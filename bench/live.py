"""Live writing under load: from a key pressed to the other screen, and to the disk.

``make bench-live`` (``--short``: a few seconds; ``--postgres``: also two processes over one PostgreSQL). Real sockets,
the load in a process of its own, the server on one core and the load on another. Each setting is measured against a
bare relay under the same server library in the same run. After each setting with a log the server is killed, and the
log is read anew: ``lost`` counts updates that the other never saw and acknowledged ones that are not in the log.
Prints progress, and one JSON object as its last line.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
RATE = 5


def main():
    """Every setting, one after the other."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--short", action="store_true", help="few rooms, few seconds")
    parser.add_argument("--postgres", action="store_true", help="also two processes over a PostgreSQL of our own")
    parser.add_argument("--rooms", default="1,50,200")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--only", default="", help="settings to run, by the beginning of their names")
    asked = parser.parse_args()
    if asked.short:
        asked.rooms, asked.seconds = "1,20", 2
    results = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(asked, {**os.environ, "CAIRN_DATA": f"{folder}/data", "CAIRN_DATABASE_URL": ""})
        results += bench.all()
    if asked.postgres:
        from scripts import postgres  # only then is there anything to find

        with postgres.cluster() as url, tempfile.TemporaryDirectory() as folder:
            bench = Bench(asked, {**os.environ, "CAIRN_DATA": f"{folder}/data", "CAIRN_DATABASE_URL": url})
            results += bench.two()
    print(json.dumps({"results": results}))


class Bench:
    """One database and its settings."""

    def __init__(self, asked, environment):
        self.asked, self.environment = asked, environment
        self.rooms = [int(n) for n in asked.rooms.split(",")]
        self.idle = 20 if asked.short else 1000
        self.built = self.inside("build", max([*self.rooms, self.idle, 50]))
        self.used = 0

    def all(self):
        """Typing at every size, as fast as it goes, and not at all."""
        results = []
        for rooms in self.rooms:
            relay = self.typing(rooms, "relay")
            results += [self.typing(rooms, kind, relay) for kind in ("nolog", "log") if relay or not self.asked.only]
        results += [self.most("relay"), self.most("nolog"), self.most("log"), self.idling()]
        return [result for result in results if result]

    def two(self):
        """Two processes on one database: everybody writes with somebody on the other one; then one is restarted."""
        rooms = 20 if self.asked.short else 50
        with self.servers("log", "log") as servers:
            result = self.run("two processes", servers, rooms, "log")
        with self.servers("log", "log") as servers:
            restarted = self.run("rolling restart", servers, rooms, "log", restart=True)
        return [result, restarted]

    def typing(self, rooms, kind, relay=None):
        """So many rooms, two writers in each, five letters a second."""
        name = f"typing, {rooms} rooms, {kind}"
        if not self.wants(name):
            return None
        with self.servers(kind) as servers:
            result = self.run(name, servers, rooms, kind)
        if relay:
            result["relay_p99_ms"] = relay["fanout_p99_ms"]
        return show(result)

    def most(self, kind):
        """Each sends the next update when an earlier one was acknowledged."""
        rooms = min(50, self.idle)
        name = f"throughput, {rooms} rooms, {kind}"
        if not self.wants(name):
            return None
        with self.servers(kind, unlimited=True) as servers:
            return show(self.run(name, servers, rooms, kind, window=8))

    def idling(self):
        """Rooms with both in them, and nobody writes."""
        name = f"idle, {self.idle} rooms, log"
        if not self.wants(name):
            return None
        with self.servers("log") as servers:
            result, times = self.run(name, servers, self.idle, "log", hold=3 if self.asked.short else 25, more=True)
            # The first tenth of the rooms makes the process learn things that it learns once.
            grown = times["ready"][2] - times["tenth"][2]
            result["kib_per_room"] = round(grown * 1024 / (self.idle - self.idle // 10), 1)
        return show(result)

    def wants(self, name):
        return name.startswith(tuple(self.asked.only.split(";"))) if self.asked.only else True

    def servers(self, *kinds, unlimited=False):
        return Servers([Server(kind, self.environment, unlimited) for kind in kinds])

    def inside(self, *words, said=None):
        done = subprocess.run(
            [sys.executable, "-m", "bench.live_inside", *map(str, words)],
            cwd=ROOT, env=self.environment, input=said and json.dumps(said), stdout=subprocess.PIPE, text=True,
            check=True,
        )  # fmt: skip
        return json.loads(done.stdout.splitlines()[-1])

    def run(self, name, servers, rooms, kind, *, window=0, hold=0, restart=False, more=False):
        """One load on these servers; what it saw, what they cost, and what is in the log afterwards.

        With ``more`` also the moments of the load, as ``heard_of`` gives them.
        """
        self.used += 1
        self.built = self.inside("build", rooms) if self.used > 1 else self.built
        notes = self.built["notes"][:rooms]
        speaks = kind != "relay"
        seats = self.inside("tickets", 5 if restart else 1, *notes, said=self.built["tokens"])["seats"]
        task = {
            "speaks": speaks, "seats": seats, "ports": [server.port for server in servers], "rate": RATE,
            "seconds": self.asked.seconds, "window": window, "hold": hold,
        }  # fmt: skip
        load = subprocess.Popen(
            pinned(-1, sys.executable, "-m", "bench.live_load"),
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        load.stdin.write(json.dumps(task))
        load.stdin.close()
        heard, times = heard_of(load, servers, restart)
        result = {"setting": name, "rooms": rooms, "log": kind == "log", **told(heard, times, servers, speaks)}
        if kind == "log":
            servers.kill()
            held = self.inside("count", *notes)
            result["lost"] += sum(max(0, n - held["held"].get(c, 0)) for c, n in heard["acknowledged"].items())
            result["lost"] += held["broken"]
        return (result, times) if more else result


def heard_of(load, servers, restart):
    """What the load said until its end, and when: {mark: (moment, CPU seconds of the servers, their MiB)}."""
    heard, times = {}, {}
    for line in load.stdout:
        heard |= json.loads(line)
        for mark in ("tenth", "ready", "measuring", "typed"):
            if mark in heard and mark not in times:
                spent, held = (sum(each) for each in zip(*(server.costs() for server in servers), strict=True))
                times[mark] = time.perf_counter(), spent, held
        if restart and "measuring" in heard and servers[1].restarts == 0:
            servers[1].restart()
    load.wait()
    return heard, times


def told(heard, times, servers, speaks):
    """The figures of one load."""
    (began, cpu, _), (ended, spent, held) = times.get("measuring", times["ready"]), times["typed"]
    return {
        "fanout_p50_ms": heard["fan"][0], "fanout_p99_ms": heard["fan"][1],
        "ack_p50_ms": heard["ack"][0], "ack_p99_ms": heard["ack"][1], "relay_p99_ms": None,
        "lost": heard["unheard"] + heard["unacknowledged"], "refused": heard["refused"],
        "returns": heard["returns"],
        "cpu_percent": round((spent - cpu) / (ended - began) * 100, 2),
        "rss_mib": round(held, 1),
        "updates_per_s": round((heard["acks"] if speaks else heard["fans"]) / (ended - began)),
    }  # fmt: skip


class Servers(list):
    """They run inside the ``with``."""

    def __enter__(self):
        for server in self:
            server.start()
        return self

    def __exit__(self, *failure):
        self.kill()

    def kill(self):
        """At once, as a power cut would."""
        for server in self:
            server.end(signal.SIGKILL)


class Server:
    """A server process of some kind, on a port of its own."""

    def __init__(self, kind, environment, unlimited):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.kind, self.restarts = kind, 0
        self.environment = {**environment, "PORT": str(self.port), "BENCH_UNLIMITED": "1" * unlimited}

    def start(self):
        command = pinned(0, sys.executable, "-m", "bench.live_inside", "serve", self.kind)
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment)
        self.seen = psutil.Process(self.process.pid)
        deadline = time.monotonic() + 60
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                assert self.process.poll() is None, "the server ended"
                assert time.monotonic() < deadline, "the server did not listen"
                time.sleep(0.05)

    def restart(self):
        """Told to end, as at an update of the house, and begun again."""
        self.restarts += 1
        self.end(signal.SIGTERM)
        self.start()

    def end(self, how):
        if self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(30)

    def costs(self):
        """CPU seconds so far, and MiB now."""
        spent = self.seen.cpu_times()
        return spent.user + spent.system, self.seen.memory_info().rss / 2**20


def pinned(core, *command):
    """The command on one core, where there are several: server and load must not take turns on one."""
    return ("taskset", "-c", str(CORES[core]), *command) if len(CORES) > 1 else command


def show(result):
    """For whoever watches."""
    print(json.dumps(result), file=sys.stderr, flush=True)
    return result


if __name__ == "__main__":
    main()
