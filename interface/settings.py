"""One settings file; what differs between places comes from the environment.

A missing variable stops the process with its name. `devtools` fills them in for a checkout
without servers (see docs/decisions/0002); a deployment sets them itself.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def required(name: str) -> str:
    """The value of an environment variable that has no sensible default."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"The environment variable {name} is not set. README.md lists what the service needs."
        )
    return value


def listed(name: str, default: str = "") -> list[str]:
    """A comma-separated environment variable as a list without empty entries."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


# What kind of place this is ------------------------------------------------------------------

DEMONSTRATION = os.environ.get("DEMONSTRATION") == "1"  # invented people, sign in by choosing one
SECRET_KEY = required("SECRET_KEY")
SECRET_KEY_FALLBACKS = listed("SECRET_KEY_FALLBACKS")
DEBUG = False
BASE_URL = os.environ.get("BASE_URL") or (
    f"http://localhost:{os.environ.get('PORT', '8000')}" if DEMONSTRATION else required("BASE_URL")
)
ALLOWED_HOSTS = listed("ALLOWED_HOSTS") or (
    ["localhost", "127.0.0.1", "[::1]"] if DEMONSTRATION else required("ALLOWED_HOSTS").split(",")
)
if DEMONSTRATION and urlparse(BASE_URL).hostname not in {"localhost", "127.0.0.1", "::1"}:
    raise ImproperlyConfigured(
        "DEMONSTRATION=1 lets anybody sign in as anybody, so it runs on localhost only; "
        f"BASE_URL is {BASE_URL}."
    )
HTTPS = BASE_URL.startswith("https://")
if not DEMONSTRATION and not HTTPS:
    raise ImproperlyConfigured(f"BASE_URL must begin with https:// (it is {BASE_URL}).")

# What it is made of --------------------------------------------------------------------------

INSTALLED_APPS = [
    "interface.apps.InterfaceAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.forms",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
    "django_filters",
    "pghistory",
    "pgtrigger",
    "interface.nhsuk",
    "interface.charts",
    "interface.privacy",
    "interface.worktime",
    "interface.directory",
    "interface.accounts",
    "interface.history",
    "interface.outbox",
    "interface.joining",
    "issues",
    "audits",
    "projects",
    "interface.pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "interface.middleware.response_headers",
    "interface.accounts.address_guard.refuse_identifiers",
    "interface.history.kept.asked_once",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "interface.accounts.second_factor.required_for_the_team",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "interface.urls"
WSGI_APPLICATION = "interface.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "interface.pages.context.site",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["nhsuk"]
CRISPY_TEMPLATE_PACK = "nhsuk"
CRISPY_FAIL_SILENTLY = False

# Where facts live ----------------------------------------------------------------------------


def database(url: str) -> dict:
    """Django's settings for a postgres:// address (socket folders go in ?host=)."""
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres://")
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {key: unquote(value) for key, value in options.items()},
    }


if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": database(os.environ["DATABASE_URL"])}
else:  # a checkout: the embedded server, started on the first connection
    DATABASES = {"default": {"ENGINE": "devtools.postgresql", "NAME": "interface"}}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if os.environ.get("DATABASE_POOL") == "1":  # the web server's threads share connections
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": int(os.environ.get("DATABASE_POOL_SIZE", "8")),
        "timeout": 5,
    }
# Not behind a pooler that gives each transaction another connection (interface.prepared).
PREPARED_STATEMENTS = os.environ.get("PREPARED_STATEMENTS", "1") == "1"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}
SESSION_ENGINE = "interface.accounts.sessions"

# History: every event carries its own actor and action, and nothing rewrites it.
PGHISTORY_APPEND_ONLY = False  # interface.history guards every event table itself
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="events", related_query_name="events")

# Work that may wait --------------------------------------------------------------------------

if os.environ.get("REDIS_URL"):
    CELERY_BROKER_URL = os.environ["REDIS_URL"]
elif os.environ.get("DATABASE_URL"):
    CELERY_BROKER_URL = required("REDIS_URL")
else:
    from devtools.servers import local_redis_url

    CELERY_BROKER_URL = local_redis_url()
CELERY_TIMEZONE = "Europe/London"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}

BULK_AT_ONCE = 100  # issues done while the person waits; more are left to the worker

# Mail ----------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "interface@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if DEMONSTRATION:  # the outbox page shows what would have been sent
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = required("EMAIL_HOST")
    EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_TIMEOUT = 10
WEBHOOK_TIMEOUT = 10
# Lets webhooks call this machine, networks that are not public, and http:// addresses.
WEBHOOKS_TO_PRIVATE_ADDRESSES = (
    DEMONSTRATION or os.environ.get("WEBHOOKS_TO_PRIVATE_ADDRESSES") == "1"
)

# People --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["interface.accounts.backends.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
SIGN_IN_DOMAINS = listed("SIGN_IN_DOMAINS", "nhs.net,nhs.uk")  # sub-domains included
if DEMONSTRATION:
    SIGN_IN_DOMAINS = [*SIGN_IN_DOMAINS, "example.nhs.uk"]

TRUSTED_PROXIES = int(os.environ.get("TRUSTED_PROXIES", "0"))  # each adds to X-Forwarded-For
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

ACCOUNT_ADAPTER = "interface.pages.sign_in.AccountAdapter"
ACCOUNT_FORMS = {"login": "interface.pages.sign_in.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"  # a code sent to the address is the only way in
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_ADAPTER = "interface.pages.sign_in.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Interface"
SOCIALACCOUNT_ADAPTER = "interface.pages.sign_in.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
if os.environ.get("OIDC_SERVER_URL"):  # no trailing slash
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "work",
                    "name": os.environ.get("OIDC_NAME", "your work account"),
                    "client_id": required("OIDC_CLIENT_ID"),
                    "secret": required("OIDC_CLIENT_SECRET"),
                    "settings": {"server_url": os.environ["OIDC_SERVER_URL"].rstrip("/")},
                }
            ],
        }
    }

DESK_LINK_DAYS = int(os.environ.get("DESK_LINK_DAYS", "30"))  # a link to a reply desk works
PACK_LINK_DAYS = int(os.environ.get("PACK_LINK_DAYS", "60"))  # so does a link to a feedback pack

# Reminders -----------------------------------------------------------------------------------

CHASERS_PER_RUN = int(os.environ.get("CHASERS_PER_RUN", "20"))  # once an hour on working days

# What browsers are told ----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
if HTTPS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [BASE_URL.rstrip("/")]
CSRF_FAILURE_VIEW = "interface.pages.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# Words and files -----------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["interface.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "interface.nhsuk.finders.NodePackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT") or BASE_DIR / "media")

# What is promised ----------------------------------------------------------------------------

FIX_HOLDS_DAYS = int(os.environ.get("FIX_HOLDS_DAYS", "180"))  # what comes back within is counted

# What is forgotten ---------------------------------------------------------------------------

# Days after the end of what a rule is about (issues.forgetting.retention); None keeps it. A person
# approves each list. To be agreed with those who answer for records at the partnership.
RETENTION = {
    "reporters": 730,
    "repliers": 730,
    "endorsers": 730,
    "words": None,
    "messages": 365,
    "drafts": 60,
    "reply_drafts": 60,
    "join_codes": 7,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "filters": {"safe": {"()": "interface.accounts.safe_logs.WithoutSecrets"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["safe"]},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "pgtrigger": {"level": "WARNING"},
        "django.request": {"filters": ["safe"]},  # whoever else may listen to it
    },
}
