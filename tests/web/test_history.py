"""Every act has its sentence, and a history reads as one."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from cairn.people.acts import Act
from cairn.web import history

NOON = datetime(2026, 11, 17, 18, 0, tzinfo=UTC)
ANA, BEN = uuid.UUID(int=1), uuid.UUID(int=2)
NAMES = {str(ANA): "Ana", str(BEN): "Ben"}


def event(act, *, by=ANA, at=0, about=9, **facts):
    return SimpleNamespace(
        act=str(act), by_id=by, at=NOON - timedelta(minutes=at), about_kind="notes.note", about_id=uuid.UUID(int=about),
        subject_id=BEN, facts=json.dumps(facts), seq=100 - at,
    )  # fmt: skip


@pytest.mark.parametrize("act", Act)
def test_every_act_has_a_sentence(act):
    said = history.said(event(act, role="supporter", person=str(BEN)), NAMES)
    assert said.endswith(".")
    assert "{" not in said
    assert said.startswith("Ana ") or act is Act.ORGANIZATION_FOUND


def test_no_sentence_is_told_of_an_act_that_there_is_not():
    assert set(history.SENTENCES) == set(Act)
    assert {act for act, _, _ in history.CLOSER} <= set(Act)


@pytest.mark.parametrize(
    ("act", "facts", "sentence"),
    [
        (Act.NOTE_SIGN, {"choice": "declined"}, "Ana chose not to sign a note."),
        (Act.STEP_MARK, {"state": "let_go"}, "Ana let a next step go."),
        (Act.TEAM_JOIN, {"person": str(BEN)}, "Ana put Ben on the team."),
        (Act.PERSON_GRANT, {"role": "supporter"}, "Ana gave a role: peer supporter."),
        (Act.NOTE_SIGN, {"choice": "something new"}, "Ana said their choice under a note."),
    ],
)
def test_facts_make_a_sentence_closer(act, facts, sentence):
    assert history.said(event(act, **facts), NAMES) == sentence


def test_who_reads_is_called_you_and_whoever_is_not_known_is_somebody():
    assert history.said(event(Act.NOTE_READ, by=BEN), NAMES, me=BEN) == "You read a note."
    assert history.said(event(Act.NOTE_READ, by=uuid.UUID(int=7)), NAMES) == "Somebody read a note."
    assert history.said(event(Act.NOTE_READ, by=None), NAMES) == "The house read a note."


def test_what_was_done_again_and_again_on_one_day_is_one_line():
    events = [event(Act.NOTE_READ, at=m) for m in (0, 5, 9)] + [event(Act.NOTE_READ, at=20 * 60)]
    told = history.days(events, NAMES, zone="America/Chicago")
    assert [(day.isoformat(), [line.times for line in lines]) for day, lines in told] == [
        ("2026-11-17", ["11:51 am – 12:00 pm, 3 times"]),
        ("2026-11-16", ["4:00 pm"]),
    ]
    assert told[0][1][0].is_look


def test_the_day_is_that_of_the_reader():
    late = [event(Act.NOTE_READ, at=-10 * 60)]
    assert history.days(late, NAMES, zone="America/Chicago")[0][0].isoformat() == "2026-11-17"
    assert history.days(late, NAMES, zone="UTC")[0][0].isoformat() == "2026-11-18"


def test_lines_lead_to_notes_only_where_the_reader_may_go():
    one = [event(Act.NOTE_READ)]
    assert history.days(one, NAMES, zone="UTC")[0][1][0].url == ""
    assert history.days(one, NAMES, zone="UTC", linked=True)[0][1][0].url == f"/notes/{uuid.UUID(int=9)}"
