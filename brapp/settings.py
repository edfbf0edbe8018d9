"""All settings on one page, read from the environment.

Two modes. `local` (the default) serves the demo and the tests: SQLite under `data/`, a secret key made on
first start, localhost only. `production` has no defaults for what must be chosen: it refuses to start
and names the variable.
"""

import os
import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from brapp.login_settings import *  # noqa: F403
from councils.oidc_providers import OidcProvidersError, providers_from_json

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

MODE = env.str("BRAPP_MODE", default="local")
if MODE not in ("local", "production"):
    raise ImproperlyConfigured(f"BRAPP_MODE must be 'local' or 'production', not {MODE!r}")
PRODUCTION = MODE == "production"
DATA_DIR = Path(env.str("BRAPP_DATA_DIR", default=str(BASE_DIR / "data")))
DEBUG = False
# The administration of what stands above the councils: off unless asked for, since what is not there cannot be entered.
ADMIN = env.bool("BRAPP_ADMIN", default=not PRODUCTION)
SHORTEST_KEY = 50


def _local_secret_key() -> str:
    """A key of this machine's own, made once, so that no default secret exists anywhere."""
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    path = DATA_DIR / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    key = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key


# Keys of before: what they signed or encrypted is still read, while the new one is used for what is new.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
if PRODUCTION:
    SECRET_KEY = env.str("SECRET_KEY")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
    for name, keys in (("SECRET_KEY", [SECRET_KEY]), ("SECRET_KEY_FALLBACKS", SECRET_KEY_FALLBACKS)):
        if any(len(key) < SHORTEST_KEY or len(set(key)) < SHORTEST_KEY // 10 for key in keys):
            raise ImproperlyConfigured(f"{name} must be at least {SHORTEST_KEY} characters of random text")
    if not ALLOWED_HOSTS or any("*" in host or host.startswith(".") for host in ALLOWED_HOSTS):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name each host exactly; '*' and '.example.se' are refused")
else:
    SECRET_KEY = env.str("SECRET_KEY", default="") or _local_secret_key()
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# Where the site is reached: what links in mails that no request asks for begin with.
BASE_URL = (
    env.str("BRAPP_BASE_URL") if PRODUCTION else env.str("BRAPP_BASE_URL", default="http://localhost:8000")
).rstrip("/")
if PRODUCTION and BASE_URL not in [f"https://{host}" for host in ALLOWED_HOSTS]:
    raise ImproperlyConfigured(
        "BRAPP_BASE_URL must be https:// and one of the hosts in ALLOWED_HOSTS, with nothing after"
    )
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "simple_history",
    "councils",
    "promises",
    "followup",
    "brapp",
]
if ADMIN:
    # Simple: without looking for what other packages would like to have administered.
    INSTALLED_APPS.append("django.contrib.admin.apps.SimpleAdminConfig")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Before the static files, so that those carry the headers as well.
    "csp.middleware.CSPMiddleware",
    "brapp.middleware.NothingUnusedMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "brapp.middleware.CouncilWallMiddleware",
    "brapp.log_middleware.RequestIdMiddleware",
    "brapp.middleware.PublicPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "brapp.middleware.ChosenLanguageMiddleware",
    "brapp.json_answers.JsonAnswersMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "brapp.middleware.SessionLimitsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "brapp.log_middleware.RefusalLogMiddleware",
    "brapp.middleware.CleanInputMiddleware",
    "brapp.middleware.PrivatePagesMiddleware",
    "brapp.middleware.NotAllowedPageMiddleware",
]

ROOT_URLCONF = "brapp.urls"
WSGI_APPLICATION = "brapp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "brapp.context_processors.site",
            ],
        },
    },
]
FORM_RENDERER = "brapp.forms.BrappFormRenderer"

# Database: SQLite is the embedded default, PostgreSQL comes by DATABASE_URL.
if PRODUCTION:
    DATABASES = {"default": env.db("DATABASE_URL")}
else:
    DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'demo.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE takes the write lock at once, so two writers wait instead of failing at commit;
    # FULL keeps an acknowledged row through a power cut.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
    # Looking up a row by its id costs little on today's disks; told otherwise, PostgreSQL reads all that has been done.
    _database.setdefault("OPTIONS", {})["options"] = "-c jit=off -c random_page_cost=1.1"
    if _database["HOST"] not in ("", "localhost", "127.0.0.1", "::1") and not _database["HOST"].startswith("/"):
        # libpq would fall back to plain text by itself. ?sslmode=verify-full in DATABASE_URL also checks who answers.
        _database["OPTIONS"].setdefault("sslmode", "require")
# Not ATOMIC_REQUESTS: with IMMEDIATE every read would wait for writers. Actions open their own transaction.
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all workers, so that lock-out after failed logins holds across processes.
# Room for many counters: by default 300 rows, so that who guesses at many accounts would push the locks out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# People and login: what is not chosen by a deployer stands in login_settings.py
AUTH_USER_MODEL = "councils.User"
AUTHENTICATION_BACKENDS = [
    "councils.ways_in.SignedInBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: no row that stands for "anyone"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "followup:start"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# Limits on login tries are per address, and behind a proxy the address is in a header that only that proxy may set.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT") if PRODUCTION else 0

# Single sign-on: the organisations' directories, in a file kept with the secrets. See docs/single-sign-on.md.
_providers_file = env.str("OIDC_PROVIDERS_FILE", default="")
try:
    OIDC_PROVIDERS = providers_from_json(Path(_providers_file).read_text("utf-8")) if _providers_file else ()
except (OSError, UnicodeError, OidcProvidersError) as error:
    raise ImproperlyConfigured(f"OIDC_PROVIDERS_FILE {_providers_file!r}: {error}") from error

# Second factor and asking again who it is: see docs/login.md
MFA_REQUIRED = env.bool("BRAPP_MFA_REQUIRED", default=PRODUCTION)
if PRODUCTION and not MFA_REQUIRED:
    raise ImproperlyConfigured("BRAPP_MFA_REQUIRED may not be off in production: who writes needs a second factor")
# Single sign-on by these providers counts as a second factor, since they ask for one themselves.
MFA_TRUSTED_PROVIDERS = [provider.id for provider in OIDC_PROVIDERS if provider.second_factor]


# Language and time
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["brapp.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# Static files
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Only deployment collects; the demo and the tests read the files where they lie.
STATIC_ROOT = env.str("STATIC_ROOT", default=str(BASE_DIR / "static-collected")) if PRODUCTION else None
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our own pages alone use them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "files"

# Security
CSRF_FAILURE_VIEW = "brapp.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # a table of 200 activities has 13 for each
LARGEST_BODY = 12 * 1024 * 1024  # of any kind; Django's own limit does not count files

# Mail
EMAIL_CONFIG = env.email("EMAIL_URL") if PRODUCTION else env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 15
# A password mail is a key: it goes neither into a log nor in plain text over a network.
if PRODUCTION and not (
    EMAIL_CONFIG.get("EMAIL_USE_TLS") or EMAIL_CONFIG.get("EMAIL_USE_SSL") or EMAIL_CONFIG["EMAIL_HOST"] == "localhost"
):
    raise ImproperlyConfigured("EMAIL_URL must be smtp+tls:// or smtp+ssl://, or smtp://localhost")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="brapp@localhost")

# Product
EXAMPLE_DATA = env.bool("BRAPP_EXAMPLE_DATA", default=not PRODUCTION)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "brapp.log_lines.LogLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A missing page is an answer and not a fault. What is refused is said by brapp.errors, with nobody's name.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
}
