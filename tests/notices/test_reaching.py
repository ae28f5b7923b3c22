"""How and when somebody is written to: tables."""

import datetime
import zoneinfo

import pytest

from cairn.notices.rules import lettering, reaching, telling
from cairn.people.roles import Role

ZONE = "America/Chicago"
ALL = {"email", "text"}
SAFE = {"channels": ["text"], "leave_no_message": False}


@pytest.mark.parametrize(
    ("roles", "chosen", "safe", "reached"),
    [
        ({Role.SUPPORTER}, None, None, ["email"]),  # whoever works here, by e-mail, until they say otherwise
        ({Role.ADMINISTRATOR}, [], None, []),
        ({Role.PARTICIPANT}, None, None, []),  # nobody is written to unless they chose it
        ({Role.ALLY}, None, None, []),
        ({Role.PARTICIPANT, Role.SUPPORTER}, None, None, []),
        ({Role.PARTICIPANT}, ["email", "text"], None, ["email", "text"]),
        ({Role.PARTICIPANT}, ["email", "text"], SAFE, ["text"]),
        ({Role.PARTICIPANT}, ["text"], {**SAFE, "leave_no_message": True}, []),
        ({Role.PARTICIPANT}, ["text"], {"channels": [], "leave_no_message": False}, ["text"]),
        ({Role.PARTICIPANT}, ["text"], {"channels": ["text"]}, []),  # nothing said about messages: none is left
        ({Role.PARTICIPANT}, ["fax"], None, []),
    ],
)
def test_who_is_written_to_how(roles, chosen, safe, reached):
    assert reaching.channels(roles=roles, chosen=chosen, addresses=ALL, safe=safe) == reached


def test_without_an_address_nothing_goes():
    assert reaching.channels(roles={Role.SUPPORTER}, chosen=["email", "text"], addresses={"text"}) == ["text"]


def at(hour, minute=0, day=17):
    return datetime.datetime(2026, 11, day, hour, minute, tzinfo=zoneinfo.ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("now", "quiet", "last", "goes"),
    [
        (at(12), reaching.QUIET, None, at(12)),
        (at(20, 59), reaching.QUIET, None, at(20, 59)),
        (at(21), reaching.QUIET, None, at(8, day=18)),
        (at(23, 59), reaching.QUIET, None, at(8, day=18)),
        (at(0, 5), reaching.QUIET, None, at(8)),
        (at(7, 59), reaching.QUIET, None, at(8)),
        (at(8), reaching.QUIET, None, at(8)),
        (at(13), (12 * 60, 14 * 60), None, at(14)),
        (at(3), (0, 0), None, at(3)),
        (at(12), reaching.QUIET, at(11, 30), at(12, 30)),
        (at(20, 30), reaching.QUIET, at(20, 20), at(8, day=18)),
        (at(12), reaching.QUIET, at(9), at(12)),
    ],
)
def test_when_a_message_may_go(now, quiet, last, goes):
    assert reaching.not_before(now.astimezone(datetime.UTC), zone=ZONE, quiet=quiet, last=last) == goes


def test_the_morning_after_the_clocks_change_is_still_eight():
    now = datetime.datetime(2026, 10, 31, 22, 0, tzinfo=zoneinfo.ZoneInfo(ZONE))
    goes = reaching.not_before(now, zone=ZONE, quiet=reaching.QUIET)
    assert goes.astimezone(zoneinfo.ZoneInfo(ZONE)).strftime("%d %H:%M %Z") == "01 08:00 CST"


def test_a_message_that_did_not_go_is_tried_a_few_times():
    now = at(12)
    waits = [reaching.again_at(now, tries) for tries in range(1, reaching.TRIES + 1)]
    assert [w and int((w - now).total_seconds() // 60) for w in waits] == [5, 30, 120, 480, None]


@pytest.mark.parametrize(
    ("chosen", "email", "phone", "field"),
    [
        ([], "", "", ""),
        (["email"], "a@b.example", "", ""),
        (["email"], "", "", "email"),
        (["email"], "a@b@c", "", "email"),
        (["email"], "a@b.example\nBcc: x@y.z", "", "email"),
        (["text"], "", "555-0101", ""),
        (["text"], "", "soon", "phone"),
        (["fax"], "", "", "channels"),
        ([], "x" * 300, "", "email"),
    ],
)
def test_what_stands_in_the_way_of_a_wish(chosen, email, phone, field):
    addresses = {"email": email, "text": phone}
    said = reaching.why_not_choose(chosen, ["note"], (0, 60), known_kinds=telling.KINDS, addresses=addresses)
    assert said[1] == field
    assert bool(said[0]) is bool(field)


def test_every_template_has_its_sentences_and_its_kind():
    used = {template for pairs in telling.TELLS.values() for _, template in pairs}
    assert used <= set(telling.SENTENCES)
    assert {telling.kind_of(t) for t in telling.SENTENCES} == set(telling.KINDS)


def test_acts_that_are_told_are_sorted():
    assert list(telling.TELLS) == sorted(telling.TELLS)


@pytest.mark.parametrize("neutral", ["", "Rosa", "Rosa\nBcc: all@x.y", "R" * 500, "\u202eRosa"])
@pytest.mark.parametrize("language", ["en", "es", "xx"])
def test_a_letter_is_its_template_a_neutral_name_and_the_address_of_the_site(neutral, language):
    subject, words = lettering.letter(language, site="https://here.example", neutral_name=neutral)
    fixed = lettering.TEXTS.get(language, lettering.TEXTS["en"])
    assert subject == fixed[0]
    parts = [fixed[1], "https://here.example/sign-in", *([lettering.name(neutral)] if neutral else [])]
    assert words == "\n\n".join(parts)
    assert "\n" not in lettering.name(neutral)
    assert len(lettering.name(neutral)) <= 60
    assert lettering.text(language, site="https://here.example") == f"{fixed[1]} https://here.example/sign-in"
