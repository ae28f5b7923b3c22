"""Inside the data folder of one size: build the county, sign people in, count the SQL of each page. Prints JSON."""

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.county import County
from cairn.chores import preparing
from cairn.notes.models import Note
from cairn.people import signing_in

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
DEVICE, SEARCH = "bench", "?q=breathing"  # what stands after "?q=" is sent as the form does it


def main(size):
    """Build it, and say what to ask for."""
    preparing.prepare()
    begun = time.perf_counter()
    county = County(size).build()
    took = round(time.perf_counter() - begun, 1)
    pages = []
    for name, person, path in _pages(county):
        _, token = signing_in.begin(person, device=DEVICE)
        cookie = f"{settings.SIGNED_COOKIE}={token}; {settings.DEVICE_COOKIE}={DEVICE}"
        path, _, words = path.partition("?q=")
        pages.append({"name": name, "path": path, "cookie": cookie, "words": words, "sql": _asked(path, token, words)})
    print(json.dumps({"seconds": took, "notes": Note.objects.count(), "pages": pages}))


def _pages(county):
    way, busy = county.way, county.busy
    return (
        ("supporter: today", way.supporter, reverse("home")),
        ("supporter: people", way.supporter, reverse("people")),
        ("coordinator: people", way.coordinator, reverse("people")),
        ("supporter: timeline, ten notes", way.supporter, reverse("person", args=[way.pk])),
        ("supporter: timeline, a thousand notes", busy.supporter, reverse("person", args=[busy.pk])),
        ("participant: today", way.person, reverse("home")),
        ("participant: my notes", way.person, reverse("my-notes")),
        ("supporter: a note", way.supporter, reverse("note", args=[way.last.pk])),
        ("participant: a note", way.person, reverse("note", args=[way.last.pk])),
        ("supporter: search a thousand notes", busy.supporter, reverse("person", args=[busy.pk]) + SEARCH),
    )


def _asked(path, token, words):
    client = Client(HTTP_HOST="localhost")
    client.cookies[settings.SIGNED_COOKIE] = token
    client.cookies[settings.DEVICE_COOKIE] = DEVICE
    ask = (lambda: client.post(path, {"q": words})) if words else (lambda: client.get(path))
    ask()
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    assert answer.status_code == 200, (path, answer.status_code)
    return sum(not q["sql"].lstrip().upper().startswith(CONTROL) for q in captured)


if __name__ == "__main__":
    main(int(sys.argv[1]))
