"""Pages at 100, 1,000 and 5,000 participants: CPU per request, SQL, p50, p99 with 1 and 8 clients.

``make bench-pages`` (``--short``: 100 participants, few requests). Each size gets a data folder of its own and a real
server in a process of its own. The comparison in the same run is ``/health``: the least that a page of this server can
cost. Prints progress, and one JSON object as its last line.
"""

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]


def main():
    """Run every size and print the results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--short", action="store_true", help="one small size, few requests")
    parser.add_argument("--sizes", default="100,1000,5000")
    parser.add_argument("--requests", type=int, default=300, help="per page and number of clients")
    asked = parser.parse_args()
    sizes = [40] if asked.short else [int(n) for n in asked.sizes.split(",")]
    requests = 30 if asked.short else asked.requests
    results = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            results += measure(size, requests, Path(folder) / "data")
    print(json.dumps({"results": results}))


def measure(size, requests, data):
    """Every page at one size."""
    environment = {**os.environ, "CAIRN_DATA": str(data), "CAIRN_EXAMPLES": "0"}
    built = subprocess.run(
        [sys.executable, "-m", "bench.pages_inside", str(size)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(built.stdout.splitlines()[-1])
    print(f"{size} participants, {told['notes']} notes, built in {told['seconds']} s", file=sys.stderr, flush=True)
    with Server(environment) as server:
        rows = []
        for page in [{"name": "health (comparison)", "path": "/health", "cookie": "", "sql": 0}, *told["pages"]]:
            for clients in (1, 8):
                rows.append({"participants": size, **_load(server, page, clients, requests)})
                print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
        return rows


class Server:
    """``cairn serve`` on a free port of loopback, until the end of the block."""

    def __init__(self, environment):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {**environment, "PORT": str(self.port)}

    def __enter__(self):
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("cairn"), "serve"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if _get(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5), "/health", "") == 200:
                    return self
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the server did not start within a minute")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)

    def cpu(self):
        """Seconds of CPU that the server has used."""
        used = psutil.Process(self.process.pid).cpu_times()
        return used.user + used.system


def _get(connection, path, cookie, words=""):
    headers = {"Cookie": cookie} if cookie else {}
    if words:  # sent as the search form does it, with the token that the cookie allows
        token = "a" * 32
        headers |= {
            "Cookie": f"{cookie}; cairn_csrf={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
    connection.request("POST" if words else "GET", path, f"q={words}" if words else None, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _load(server, page, clients, requests):
    times, bad, lock = [], [], threading.Lock()

    def client(count):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        for _ in range(count):
            start = time.perf_counter()
            status = _get(connection, page["path"], page["cookie"], page.get("words", ""))
            took = (time.perf_counter() - start) * 1000
            with lock:
                times.append(took)
                if status != 200:
                    bad.append(status)

    client(5)
    times.clear()
    before, begun = server.cpu(), time.perf_counter()
    threads = [threading.Thread(target=client, args=(requests // clients,)) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cpu, took = server.cpu() - before, time.perf_counter() - begun
    return {
        "page": page["name"],
        "clients": clients,
        "requests": len(times),
        "sql": page["sql"],
        "cpu_ms": round(cpu * 1000 / len(times), 2),
        "p50_ms": round(statistics.median(times), 2),
        "p99_ms": round(statistics.quantiles(times, n=100)[98], 2),
        "per_second": round(len(times) / took),
        "not_200": len(bad),
    }


if __name__ == "__main__":
    main()
