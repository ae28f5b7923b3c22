"""Messages: nothing personal in them, never twice, only to those who want them, and not at night."""

import datetime
import smtplib

import pytest
from django.conf import settings
from django.core import mail

from cairn.lib import clock
from cairn.lib.words import Refused
from cairn.meetings import holding
from cairn.notices import choosing, mailing, noticing, opening, posting
from cairn.notices.models import Letter, Notice
from cairn.notices.rules import lettering, telling
from cairn.people.models import Person
from tests import town as people

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 17, 18, 0, tzinfo=datetime.UTC)  # noon in Chicago
NIGHT = datetime.datetime(2026, 11, 18, 4, 0, tzinfo=datetime.UTC)
ALL = list(telling.KINDS)
QUIET = (21 * 60, 8 * 60)


@pytest.fixture
def at():
    """A clock that stands where it is put."""

    def put(moment):
        return clock.stopped(moment)

    return put


@pytest.fixture
def mails(settings):
    """A mail server that keeps what it is given."""
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example", "no-reply@here.example"
    settings.SITE = "https://here.example"
    mail.outbox = []
    return mail


@pytest.fixture
def quiet(town):
    noticing.catch_up()
    Notice.objects.all().delete()
    Letter.objects.all().delete()
    return town


def wish(who, **more):
    said = {"channels": ["email"], "kinds": ALL, "quiet": QUIET, "email": "me@inbox.example", "phone": "", **more}
    return choosing.choose(by=who, **said)


def happen(town, by=None):
    """Something that the other one is told of."""
    holding.plan(town.ben_way, at=clock.now() + datetime.timedelta(days=3), by=by or town.ana)
    return noticing.catch_up()


def test_a_participant_who_chose_nothing_is_not_written_to(quiet, mails, at):
    with at(NOON):
        happen(quiet)
        assert posting.send_due() == 0
    assert Letter.objects.count() == 0


def test_whoever_wishes_it_gets_one_neutral_letter(quiet, mails, at):
    with at(NOON):
        wish(quiet.ben)
        happen(quiet)
        assert [posting.send_due(), posting.send_due()] == [1, 0]
    (sent,) = mails.outbox
    assert (sent.to, sent.from_email) == (["me@inbox.example"], "no-reply@here.example")
    assert (sent.subject, sent.body) == (
        "Something new",
        "There is something new for you to see.\n\nhttps://here.example/sign-in",
    )


def test_no_byte_of_a_letter_names_anybody_or_anything_of_the_town(quiet, mails, at):
    """Names of people, houses, programs and places, words of notes: none. A neutral name may."""
    person = Person.objects.get(pk=quiet.ben.person_id)
    person.safe_contact = {"channels": ["email"], "leave_no_message": False, "neutral_name": "Rosa\nBcc: x@y.example"}
    person.save(update_fields=["safe_contact"])
    ben = quiet.again("ben")
    with at(NOON):
        wish(ben)
        note = people.offered(quiet)
        people.sign(note, by=quiet.ana)
        happen(quiet)
        posting.send_due()
    (sent,) = mails.outbox
    data = sent.message().as_bytes().decode()
    names = ["Ben", "Ana", "Chloe", "Hope", "House", "Bridges", "Library", "library", "bus", "session", "note", "cairn"]
    rest = data.replace("me@inbox.example", "")
    assert [name for name in names if name.lower() in rest.lower().replace("message-id", "")] == []
    assert "\nBcc" not in data
    assert sent.body == "\n\n".join([lettering.TEXTS["en"][1], "https://here.example/sign-in", "Rosa Bcc: x@y.example"])


def test_what_is_known_about_safety_holds_messages_back(quiet, mails, at):
    with at(NOON):
        wish(quiet.ben)
        happen(quiet)
        person = Person.objects.get(pk=quiet.ben.person_id)
        person.safe_contact = {"channels": ["call"], "leave_no_message": True}
        person.save(update_fields=["safe_contact"])
        assert posting.send_due() == 0  # it was written before, and is not sent after
    assert mails.outbox == []
    assert Letter.objects.get().why_not == "not wished"


def test_staff_get_a_letter_at_work_until_they_say_otherwise(quiet, mails, at):
    with at(NOON):
        people.offered(quiet)
        note = people.offered(quiet)
        people.sign(note, by=quiet.ben)
        noticing.catch_up()
        assert posting.send_due() == 1
        choosing.choose(by=quiet.ana, channels=[], kinds=ALL, quiet=QUIET)
    with at(NOON + datetime.timedelta(hours=3)):
        people.sign(people.offered(quiet), by=quiet.ben)
        noticing.catch_up()
        assert posting.send_due() == 0
    assert [m.to for m in mails.outbox] == [["ana@hope.example"]]


def test_a_kind_that_was_not_chosen_writes_nothing(quiet, mails, at):
    with at(NOON):
        wish(quiet.ben, kinds=["paper"])
        happen(quiet)
        assert posting.send_due() == 0
    assert Notice.objects.filter(person_id=quiet.ben.person_id).count() == 1


def test_what_happens_within_an_hour_goes_as_one(quiet, mails, at):
    with at(NOON):
        wish(quiet.ben)
        happen(quiet)
        posting.send_due()
    for minutes in (5, 20, 40):
        with at(NOON + datetime.timedelta(minutes=minutes)):
            happen(quiet)
            assert posting.send_due() == 0
    with at(NOON + datetime.timedelta(minutes=61)):
        assert posting.send_due() == 1
    assert len(mails.outbox) == 2


def test_at_night_a_letter_waits_for_the_morning(quiet, mails, at):
    with at(NIGHT):
        wish(quiet.ben)
        happen(quiet)
        assert posting.send_due() == 0
    with at(NIGHT + datetime.timedelta(hours=9, minutes=59)):
        assert posting.send_due() == 0
    with at(NIGHT + datetime.timedelta(hours=10)):
        assert posting.send_due() == 1


def test_what_was_read_meanwhile_is_not_written_about(quiet, mails, at):
    with at(NIGHT):
        wish(quiet.ben)
        happen(quiet)
        opening.see_all(by=quiet.ben)
    with at(NIGHT + datetime.timedelta(hours=12)):
        assert posting.send_due() == 0
    assert Letter.objects.get().why_not == "read"


def test_killed_between_sending_and_writing_it_down_it_is_never_sent_twice(quiet, mails, at, monkeypatch):
    with at(NOON):
        wish(quiet.ben)
        happen(quiet)
        monkeypatch.setattr(posting, "_finish", _killed)
        with pytest.raises(KeyboardInterrupt):
            posting.send_due()
        monkeypatch.undo()
        settings.EMAIL_HOST = "mail.example"
        assert posting.send_due() == 0
    with at(NOON + datetime.timedelta(minutes=11)):
        assert posting.send_due() == 0
    assert len(mails.outbox) == 1
    assert Letter.objects.get().why_not == "unknown"


def _killed(*_, **__):
    raise KeyboardInterrupt


def test_a_letter_that_surely_did_not_go_is_tried_again_and_in_the_end_given_up(quiet, mails, at, monkeypatch):
    now, tries = NOON, []

    def refuses(*_):
        tries.append(now)
        raise mailing.NotSent("no server", again=True)

    with at(now):
        wish(quiet.ben)
        happen(quiet)
        monkeypatch.setattr(mailing, "_mail", refuses)
    for _ in range(12 * 24):
        with at(now):
            posting.send_due()
        now += datetime.timedelta(minutes=5)
    assert [int((t - NOON).total_seconds() // 60) for t in tries] == [0, 5, 35, 155, 635]
    letter = Letter.objects.get()
    assert (letter.sent_at, letter.why_not, letter.tries) == (None, "no server", 5)
    assert letter.done_at is not None


@pytest.mark.parametrize(
    ("failure", "again"),
    [
        (ConnectionRefusedError(), True),
        (smtplib.SMTPRecipientsRefused({"x": (550, b"no")}), False),
        (smtplib.SMTPRecipientsRefused({"x": (451, b"later")}), True),
        (smtplib.SMTPDataError(554, b"no"), False),
        (smtplib.SMTPAuthenticationError(535, b"no"), False),
    ],
)
def test_what_a_server_says_is_understood(mails, monkeypatch, failure, again):
    def fails(self):
        raise failure

    monkeypatch.setattr(mailing.EmailMessage, "send", fails)
    with pytest.raises(mailing.NotSent) as caught:
        mailing.post("email", "x@y.example", ("a", "b", ""), number="1")
    assert caught.value.again is again


def test_a_line_that_was_cut_may_have_sent_it_and_is_not_tried_again(quiet, mails, at, monkeypatch):
    def cut(*_):
        raise TimeoutError

    with at(NOON):
        wish(quiet.ben)
        happen(quiet)
        monkeypatch.setattr(mailing, "_mail", cut)
        assert [posting.send_due(), posting.send_due()] == [0, 0]
    assert Letter.objects.get().why_not == "unknown"


def test_without_a_server_letters_lie_in_a_folder_without_their_address(quiet, at, settings, tmp_path):
    settings.DATA, settings.EMAIL_HOST = tmp_path, ""
    with at(NOON):
        wish(quiet.ben, channels=["email", "text"], phone="+1 555 0100 200")
        happen(quiet)
        assert posting.send_due() == 2
    folder = tmp_path / "outbox"
    assert folder.stat().st_mode & 0o777 == 0o700
    written = [path.read_text() for path in folder.iterdir()]
    assert len(written) == 2
    assert [w for w in written for secret in ("inbox", "555", "Ben") if secret in w] == []


def test_a_text_message_goes_to_the_gateway(mails, settings, monkeypatch, tmp_path):
    asked = []

    class Fine:
        __enter__ = __exit__ = lambda *_: None

    token = tmp_path / "token"
    token.write_text("secret\n")
    monkeypatch.setattr(mailing.urllib.request, "urlopen", lambda r, timeout: asked.append(r) or Fine())
    settings.SMS_URL, settings.SMS_TOKEN_FILE = "https://gate.example/send", str(token)
    mailing.post("text", "+1 555", ("", "words", ""), number="1")
    settings.SMS_URL = "https://gate.example/send?to={to}&body={text}"
    mailing.post("text", "+1 5&5", ("", "some words", ""), number="2")
    first, second = asked
    assert (first.get_method(), first.data) == ("POST", b'{"to": "+1 555", "text": "words"}')
    assert first.get_header("Authorization") == "Bearer secret"
    assert (second.get_method(), second.full_url) == (
        "GET",
        "https://gate.example/send?to=%2B1%205%265&body=some%20words",
    )


def test_wishes_are_kept_under_one_s_own_key_and_stand_in_the_history(quiet):
    kept = wish(quiet.ben, channels=["text", "email"], phone="555-0101-22")
    kept.refresh_from_db()
    assert (kept.channels, kept.email, kept.phone) == (["email", "text"], "me@inbox.example", "555-0101-22")
    assert wish(quiet.ben).pk == kept.pk
    with pytest.raises(Refused):
        wish(quiet.ben, email="nowhere")
