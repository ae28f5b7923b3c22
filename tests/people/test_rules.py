"""Decisions about coming in, as tables."""

import datetime
from types import SimpleNamespace

import pytest

from cairn.people import rules

NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("pin", "fine"),
    [
        ("840263", True),
        ("84026391", True),
        ("123456", False),
        ("654321", False),
        ("111111", False),
        ("112211", False),
        ("84026", False),
        ("890123", False),
        ("12a456", False),
        ("", False),
    ],
)
def test_pins(pin, fine):
    assert (rules.why_not_pin(pin) == "") is fine


@pytest.mark.parametrize(
    ("words", "fine"),
    [
        ("seven quiet rivers run", True),
        ("ñandú cóndor águila río", True),
        ("short", False),
        ("aaaaaaaaaaaaaaaaaaaa", False),
        ("passwordpassword", False),
        ("x" * 201, False),
        ("abcabcabcabcabcabc", False),
    ],
)
def test_passphrases(words, fine):
    assert (rules.why_not_passphrase(words) == "") is fine


@pytest.mark.parametrize(
    ("secret", "fine"),
    [
        ("840263", True),
        ("two words", True),
        ("seven", False),
        ("password", False),
        ("aaaaaaaa", False),
        ("x" * 300, False),
    ],
)
def test_a_participant_may_have_a_pin_or_words(secret, fine):
    assert (rules.why_not_secret(secret) == "") is fine


@pytest.mark.parametrize(
    ("name", "fine"), [("jo", False), ("  j  ", False), ("Jordan R", True), ("x" * 41, False), ("río azul", True)]
)
def test_sign_in_names(name, fine):
    assert (rules.why_not_handle(name) == "") is fine


@pytest.mark.parametrize(
    ("failures", "open_"),
    [
        ({"own device": 9}, True),
        ({"own device": 10}, False),
        ({"network": 7, "account": 39}, True),
        ({"network": 8, "account": 0}, False),
        ({"network": 0, "account": 40}, False),
        ({}, True),
    ],
)
def test_throttling(failures, open_):
    assert (rules.why_not_throttled(failures) == "") is open_


@pytest.mark.parametrize(
    ("idle", "old", "over"), [(29, 60, False), (31, 60, True), (1, 12 * 60 + 1, True), (0, 0, False)]
)
def test_a_sign_in_ends_by_itself(idle, old, over):
    minutes = datetime.timedelta(minutes=1)
    sign_in = SimpleNamespace(seen_at=NOW - idle * minutes, started_at=NOW - old * minutes)
    assert rules.has_expired(sign_in, NOW) is over
