"""The ways out: a mail server, a gateway for text messages, or a folder when neither is set up.

The folder holds the words without the address: nothing there says whom they were for.
"""

import json
import smtplib
import urllib.error
import urllib.request
from email.utils import formataddr
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMessage

PATIENCE = 20  # seconds


class NotSent(Exception):
    """The message surely did not go. ``again``: another try may help; ``code`` says why, without an address."""

    def __init__(self, code, *, again):
        super().__init__(code)
        self.code, self.again = code, again


def post(channel, to, words, *, number):
    """The message is with the server that carries it on, or in the folder. Any other failure may have sent it."""
    if channel == "email" and settings.EMAIL_HOST:
        return _mail(to, *words)
    if channel == "text" and settings.SMS_URL:
        return _text(to, words[1])
    return _lay(channel, words, number)


def _mail(to, subject, words, name):
    sender = formataddr((name, settings.DEFAULT_FROM_EMAIL)) if name else settings.DEFAULT_FROM_EMAIL
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    try:
        EmailMessage(subject, words, sender, [to], headers=headers).send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused) as refused:
        raise NotSent("refused", again=_may_pass(refused)) from None
    except smtplib.SMTPResponseException as refused:
        raise NotSent("refused", again=refused.smtp_code < 500) from None
    except (ConnectionRefusedError, smtplib.SMTPConnectError):
        raise NotSent("no server", again=True) from None


def _may_pass(refused):
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        return all(code < 500 for code, _ in refused.recipients.values())
    return refused.smtp_code < 500


def _text(to, words):
    """To the gateway: what stands in braces in its address is filled in; else a POST with ``to`` and ``text``."""
    filled = settings.SMS_URL.replace("{to}", quote(to, safe="")).replace("{text}", quote(words, safe=""))
    headers = {"Content-Type": "application/json"}
    if settings.SMS_TOKEN_FILE:
        headers["Authorization"] = f"Bearer {Path(settings.SMS_TOKEN_FILE).read_text().strip()}"
    data = None if filled != settings.SMS_URL else json.dumps({"to": to, "text": words}).encode()
    request = urllib.request.Request(filled, data, headers)  # noqa: S310 - settings allow http and https only
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310
            return
    except urllib.error.HTTPError as refused:
        raise NotSent("refused", again=refused.code == 429) from None
    except urllib.error.URLError as failure:
        if isinstance(failure.reason, ConnectionRefusedError):
            raise NotSent("no server", again=True) from None
        raise


def _lay(channel, words, number):
    folder = settings.DATA / "outbox"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / f"{number}.{channel}.txt").write_text("\n".join(part for part in words if part) + "\n")
