"""Django's settings, each with a default that works on one machine; the environment changes them.

==================== ======================================================================
``JIXIAO_DATA``      folder of the database and the secret
``JIXIAO_DATABASE``  ``postgresql://user:password@host:port/name`` in place of SQLite
``JIXIAO_LANGUAGE``  ``zh-hans`` (default) or ``en``
``JIXIAO_HOSTS``     names under which the server may be called, with commas between
``JIXIAO_HTTPS``     ``1`` where a server before this one speaks https
``JIXIAO_ADDRESS_HEADER``  the header in which a server before this one names the caller's address,
                     for example ``X-Forwarded-For``; set it only where there is such a server
``JIXIAO_JOB_PROCESSES``  how many processes answer heavy pages, 2 by default
``JIXIAO_DEMO``      ``1`` shows the made-up accounts on the sign-in page
==================== ======================================================================
"""

import os

from jixiao.web.data_folder import arriving_folder, data_folder, secret_key
from jixiao.web.database import database

DATA = data_folder()
JOB_PROCESSES = (
    0  # of heavy pages; the server that starts them says how many, else pages do it themselves
)
ADDRESS_HEADER = os.environ.get("JIXIAO_ADDRESS_HEADER", "").strip()
DEMO = os.environ.get("JIXIAO_DEMO") == "1"
_HTTPS = os.environ.get("JIXIAO_HTTPS") == "1"
_HOSTS = [name.strip() for name in os.environ.get("JIXIAO_HOSTS", "").split(",") if name.strip()]

SECRET_KEY = secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_HOSTS]
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in _HOSTS] if _HTTPS else []
DATABASES = {"default": database(os.environ.get("JIXIAO_DATABASE"), DATA)}

INSTALLED_APPS = [
    "jixiao.web.apps.WebConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
# Sign-in is asked for before anything reads the body of a request, so that nobody unknown can
# make the server store an upload.
MIDDLEWARE = [
    "jixiao.web.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jixiao.web.middleware.OneReading",
    "jixiao.web.middleware.AsAsked",
    "jixiao.web.middleware.SignedIn",
    "jixiao.web.middleware.YearLookedAt",
    "jixiao.web.middleware.UploadLimit",
    "jixiao.web.middleware.Heavy",
    "jixiao.web.middleware.Said",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "jixiao.web.urls"
WSGI_APPLICATION = "jixiao.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jixiao.web.context.house",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

LANGUAGE_CODE = os.environ.get("JIXIAO_LANGUAGE", "zh-hans")
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = os.environ.get("JIXIAO_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "jixiao.web.node_modules.NodeModulesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "jixiao.web.static_storage.DatedStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 31_536_000  # every address carries the content's digest

UPLOAD_MAX_BYTES = 32 * 1024 * 1024
UPLOAD_READ_SECONDS = 120
UPLOAD_READ_MEMORY = 1536 * 1024 * 1024
# Ledgers are larger than documents, and are read by DuckDB, which asks for room before it needs it.
LEDGER_MAX_BYTES = 256 * 1024 * 1024
LEDGER_READ_SECONDS = 300
LEDGER_READ_MEMORY = 4 * 1024 * 1024 * 1024
LEDGER_MOST_WRITTEN = 1024 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["jixiao.web.reading.upload.BoundedUploadHandler"]
FILE_UPLOAD_TEMP_DIR = arriving_folder(DATA)
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "jixiao.web.house.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "jixiao.web.house.passwords.NotGuessed"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
SIGN_IN_FAILURES = 8  # of one account from one address …
SIGN_IN_ACCOUNTS_OF_AN_ADDRESS = 30  # … or of so many accounts from one, which may be an office's …
SIGN_IN_ACCOUNTS_OF_A_PASSWORD = 5  # … or of so many with one and the same password …
SIGN_IN_MINUTES = 15  # … within this time close the door for as long

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_FAILURE_VIEW = "jixiao.web.pages.errors.forged"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        # Faults of the program reach the console with their traceback, and no reader of a page.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
