"""One file of settings. What differs from place to place comes from the environment."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from cairn.lib import driver, keys

driver.install()

BASE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("CAIRN_DATA") or BASE / "var" / "data").absolute()
# The root key lies beside the data folder, never in it, so that a copy of the data alone opens nothing.
ROOT_KEY = Path(os.environ.get("CAIRN_ROOT_KEY") or f"{DATA}.keys" + "/root.key").absolute()
if DATA in ROOT_KEY.parents:
    raise SystemExit(
        "CAIRN_ROOT_KEY lies in the data folder. Whoever copies the data would have the key: put it elsewhere."
    )
DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
keys.use(keys.load_root(ROOT_KEY))

SECRET_KEY = keys.derive("django").hex()
DEBUG = False
PORT = int(os.environ.get("PORT", "8000"))
ADDRESS = os.environ.get("CAIRN_ADDRESS", "127.0.0.1")
# Names under which a browser may call us; CAIRN_HOSTS adds a proxy's public names, with spaces between.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *os.environ.get("CAIRN_HOSTS", "").split()]
HTTPS = os.environ.get("CAIRN_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    *(
        f"cairn.{room}"
        for room in (
            "lib",
            "audit",
            "people",
            "programs",
            "teams",
            "papers",
            "meetings",
            "goals",
            "concerns",
            "notes",
            "journey",
            "notices",
            "chores",
            "web",
        )
    ),
]
MIDDLEWARE = [
    "cairn.web.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cairn.web.signed.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cairn.web.errors.Answers",
]
ROOT_URLCONF = "cairn.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / "cairn" / "web" / "templates"],
        "OPTIONS": {
            "environment": "cairn.web.jinja.environment",
            "context_processors": ["cairn.web.page.frame"],
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
APPEND_SLASH = False


def _postgresql(url):
    at = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(at.path.lstrip("/")),
        "USER": unquote(at.username or ""),
        "PASSWORD": unquote(at.password or ""),
        "HOST": unquote(at.hostname or ""),
        "PORT": str(at.port or ""),
        # Generic plans made one search 500 times slower in trials, so nothing is prepared on the server.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 12}, "prepare_threshold": None},
    }


# WAL + FULL: what is committed is on disk. IMMEDIATE: a writer waits at the start, never in the middle.
_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "cairn.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
        "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;",
    },
}
_url = os.environ.get("CAIRN_DATABASE_URL")
DATABASES = {"default": _postgresql(_url) if _url else _SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE / "cairn" / "web" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {"staticfiles": {"BACKEND": "cairn.web.assets.Assets"}}
WHITENOISE_MAX_AGE = 3600

_prefix = "__Host-" if HTTPS else ""
SIGNED_COOKIE, DEVICE_COOKIE = f"{_prefix}cairn", f"{_prefix}cairn_device"
CSRF_COOKIE_NAME = f"{_prefix}cairn_csrf"
CSRF_COOKIE_HTTPONLY, CSRF_COOKIE_SAMESITE, CSRF_COOKIE_SECURE = True, "Lax", HTTPS
CSRF_FAILURE_VIEW = "cairn.web.errors.forged"
SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_SAMESITE, LANGUAGE_COOKIE_HTTPONLY = "cairn_language", "Lax", True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = False  # cairn.web.headers sets every header in one place
# Where "leave this page fast" goes: something dull that anybody might have open.
EXIT_TO = os.environ.get("CAIRN_EXIT_TO", "https://www.weather.gov/")
# Shown in /.well-known/security.txt: "mailto:…" or "https://…" of whoever hears of holes in this installation.
SECURITY_CONTACT = os.environ.get("CAIRN_SECURITY_CONTACT", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Messages say that there is something new, and where to sign in. Without a server they lie in the folder "outbox".
SITE = os.environ.get("CAIRN_SITE", f"http://localhost:{PORT}").rstrip("/")
_smtp = urlsplit(os.environ.get("CAIRN_SMTP_URL", ""))  # smtp://name@host:587 (with STARTTLS) or smtps://name@host
_smtp_secret = os.environ.get("CAIRN_SMTP_PASSWORD_FILE")
EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "", _smtp.port or (465 if _smtp.scheme == "smtps" else 587)
EMAIL_HOST_USER = unquote(_smtp.username or "")
EMAIL_HOST_PASSWORD = Path(_smtp_secret).read_text().strip() if _smtp_secret else unquote(_smtp.password or "")
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_USE_TLS = not EMAIL_USE_SSL and "tls=0" not in _smtp.query
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("CAIRN_MAIL_FROM", "no-reply@localhost")
SMS_URL, SMS_TOKEN_FILE = os.environ.get("CAIRN_SMS_URL", ""), os.environ.get("CAIRN_SMS_TOKEN_FILE", "")
if SMS_URL and urlsplit(SMS_URL).scheme not in ("http", "https"):
    raise SystemExit("CAIRN_SMS_URL must begin with https:// (or http:// for a gateway on this machine).")
# The hour (UTC) of the nightly chores in the serving process; "0": none here, somebody runs "cairn nightly" instead.
NIGHTLY = os.environ.get("CAIRN_NIGHTLY", "8")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Addresses are opaque, but a log needs no list of who opened what when: the history has it, protected.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "uvicorn.access": {"level": "WARNING"},
    },
}
