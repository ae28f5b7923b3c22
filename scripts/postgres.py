"""A PostgreSQL of our own for tests and benches: made in a temporary folder, gone when its owner is.

    python -m scripts.postgres run -- command ...       with CAIRN_DATABASE_URL in the command's environment

    with postgres.cluster() as url: ...

The server is held by a keeper process that listens to a pipe. The pipe closes however the owner ends (return,
Ctrl-C, SIGTERM, SIGKILL), and then the keeper stops the server and removes the folder. So there is nothing to clean up.
"""

import contextlib
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts import machine

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60


class NoPostgres(Exception):
    """PostgreSQL's programs are missing, or its server did not start. The text says what to do."""


@contextlib.contextmanager
def cluster():
    """Inside, a fresh server runs; gives the URL of its empty database."""
    words = [sys.executable, "-m", "scripts.postgres", "keep"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    keeper = subprocess.Popen(words, cwd=ROOT, start_new_session=True, **pipes)
    try:
        said = json.loads(keeper.stdout.readline() or '{"failed": "The keeper of the test server ended early."}')
        if "failed" in said:
            raise NoPostgres(said["failed"])
        yield said["url"]
    finally:
        keeper.stdin.close()
        keeper.wait()


def keep():
    """The keeper: start a server, say where it is, wait for the owner to go, take everything down."""
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_IGN)
    server, folder = None, None
    try:
        programs = found()
        folder = Path(tempfile.mkdtemp(prefix="cairn-postgres-"))
        server, url = start(programs, folder)
        print(json.dumps({"url": url}), flush=True)
        sys.stdin.read()
    except NoPostgres as missing:
        print(json.dumps({"failed": str(missing)}), flush=True)
    finally:
        stop(server)
        if folder:
            shutil.rmtree(folder, ignore_errors=True)


def found():
    """The folder of the server's programs; raises with the one command where there are none."""
    if folder := machine.postgres():
        return folder
    raise NoPostgres(
        f"PostgreSQL {machine.OLDEST_POSTGRES} or later was not found. On Debian:  {machine.apt('postgresql')}"
    )


def start(programs, folder):
    """A server with an empty database ``cairn`` runs; gives its process and URL."""
    owner, password = unprivileged(), secrets.token_hex(16)
    data, log, port = folder / "data", folder / "log", free_port()
    initialize(programs, data, password, owner)
    settings = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder, "fsync": "on"}
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with log.open("wb") as out:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *words], stdin=subprocess.DEVNULL, stdout=out, stderr=out, **owner
        )
    url = f"postgresql://cairn:{password}@127.0.0.1:{port}"
    try:
        create_database(server, url, log)
    except NoPostgres:
        stop(server)
        raise
    return server, f"{url}/cairn"


def initialize(programs, data, password, owner):
    """The files of an empty server stand in ``data``; only who knows the password gets in."""
    secret = data.parent / "password"
    secret.write_text(password)
    if owner:
        shutil.chown(data.parent, owner["user"], owner["group"])
        shutil.chown(secret, owner["user"], owner["group"])
    words = ["-D", data, "-U", "cairn", "--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8", "--no-locale"]
    made = subprocess.run(
        [programs / "initdb", *words, "--no-sync"], capture_output=True, text=True, check=False, **owner
    )
    if made.returncode:
        raise NoPostgres(f"initdb did not succeed:\n{made.stderr or made.stdout}")


def create_database(server, url, log):
    """The database exists; waits for the server to take connections first."""
    import psycopg  # only the keeper needs a driver: `scripts.postgres` is read by the test runner too

    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with psycopg.connect(f"{url}/postgres", autocommit=True, connect_timeout=5) as connection:
                connection.execute("CREATE DATABASE cairn")
                return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise NoPostgres(f"The test server did not start:\n{log.read_text()[-2000:]}")


def stop(server):
    """The server has ended. Nothing in it is worth keeping, so it does not write out what it holds first."""
    if server is None or server.poll() is not None:
        return
    for ending in (signal.SIGQUIT, signal.SIGKILL):  # PostgreSQL's "immediate" shutdown, then none
        server.send_signal(ending)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(10)
            return


def unprivileged():
    """Whom to run as: PostgreSQL refuses to be root. Empty when we are nobody special ourselves."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = next((name for name in ("postgres", "nobody") if name in names), None)
    if name is None:
        raise NoPostgres("PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as.")
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": [], "cwd": tempfile.gettempdir()}


def free_port():
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(command):
    """Run the command beside a server of its own; gives its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with cluster() as url:
            return subprocess.run(command, env=os.environ | {"CAIRN_DATABASE_URL": url}, check=False).returncode
    except NoPostgres as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    if sys.argv[1:] == ["keep"]:
        keep()
    elif sys.argv[1:3] == ["run", "--"] and sys.argv[3:]:
        sys.exit(run(sys.argv[3:]))
    else:
        sys.exit(__doc__)
