"""Settings shared by all installations. The small default (SQLite, local files) and a large installation (PostgreSQL,
S3, Redis) differ only in environment variables."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import wagtail
from django.utils.translation import gettext_lazy as _

from config import database, environment, task_engine
from config.settings.backup import *  # noqa: F403
from config.settings.directory import *  # noqa: F403
from config.settings.log import *  # noqa: F403
from config.settings.monitoring import *  # noqa: F403
from config.settings.tasks import *  # noqa: F403
from config.settings.tasks import TASK_ENGINE

BASE_DIR = Path(__file__).resolve().parents[3]
SITE_DIR = BASE_DIR / "site"
DATA_DIR = Path(environment.text("DATA_DIR", str(BASE_DIR / "var"))).absolute()

DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY", "")
ALLOWED_HOSTS = environment.comma_separated("HOSTS")
CSRF_TRUSTED_ORIGINS = environment.comma_separated("ORIGINS")
BASE_URL = environment.text("BASE_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "home",
    "meetings",
    "snippets",
    "media",
    "accounts",
    "foundation",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    # No wagtail.images, wagtail.documents, wagtail.embeds: the editor has no media library that could leak anything
    # (docs/decisions/0003-no-media-library-in-the-editor.md).
    "wagtail.users",
    "foundation.snippets_app.SnippetsConfig",
    "wagtail.sites",
    "wagtail.contrib.forms",  # for its form builder; its views are closed (docs/decisions/0042)
    "wagtail.contrib.settings",
    "wagtail_modeladmin",
    "foundation.admin_app.AdminConfig",
    "wagtail",
    "wagtail.search",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # the templates of form fields, for our form renderer
    *task_engine.APPS[TASK_ENGINE],
]

MIDDLEWARE = [
    "foundation.middleware.request_id.RequestIdMiddleware",
    "foundation.middleware.security_headers.SecurityHeadersMiddleware",
    "home.monitoring.middleware.MonitoringMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "foundation.middleware.compress_pages.CompressPagesMiddleware",
    "foundation.middleware.language.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "meetings.live.middleware.FollowerMiddleware",
    "django.middleware.common.CommonMiddleware",
    "foundation.middleware.malformed_request.MalformedRequestMiddleware",
    "foundation.middleware.body_limit.BodyLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "meetings.units.authentication.AuthenticationMiddleware",
    "foundation.cpr_forms.middleware.CprConfirmationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "home.admin.allowed_views.AdminAllowlistMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "OPTIONS": {
            "loaders": ["foundation.translation.template_loader.Loader"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "foundation.context_processors.site_header",
            ],
            "builtins": [
                "foundation.templatetags.components",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "foundation.templatetags.constant_tags",
            ],
        },
    }
]
FORM_RENDERER = "foundation.forms.renderer.ComponentFormRenderer"

# Data ----------------------------------------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {
    "default": database.configure(environment.text("DATABASE_URL", ""), DATA_DIR),
}
REDIS_URL = environment.text("REDIS_URL", "")
CACHES = {
    "default": (
        {
            "BACKEND": "foundation.infrastructure.optional_redis_cache.OptionalRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},  # seconds: no page waits for the cache
        }
        if REDIS_URL
        # A cache that all processes share, because the login delay counts in it.
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "shared_cache",
            # With Django's default of 300, attempts under 300 other addresses would evict the counts.
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    )
}
SESSION_ENGINE = "accounts.session"

# Files ---------------------------------------------------------------------------------------------------------------
# Uploads are outside the source tree: the folder `media/` is an app. There is no MEDIA_URL; files are only served by
# views that check access.
MEDIA_ROOT = DATA_DIR / "files"
S3_BUCKET = environment.text("S3_BUCKET", "")
#: What begins like this in the bucket is on its way in: not clean, never served, and in no backup.
S3_INCOMING = "incoming/"
#: The ledger of deletions in the bucket; no backup has it, and no restore touches it.
S3_LEDGER = "deletions/"
STORAGES: dict[str, dict[str, Any]] = {
    "default": (
        {
            "BACKEND": "media.s3_storage.PrivateS3Storage",
            "OPTIONS": {
                "bucket_name": S3_BUCKET,
                "endpoint_url": environment.text("S3_ENDPOINT", "") or None,
                "region_name": environment.text("S3_REGION", "") or None,
                "access_key": environment.text("S3_ACCESS_KEY", "") or None,
                "secret_key": environment.text("S3_SECRET_KEY", "") or None,
            },
        }
        if S3_BUCKET
        else {"BACKEND": "media.storage.PrivateFileStorage", "OPTIONS": {"location": MEDIA_ROOT}}
    ),
    "staticfiles": {"BACKEND": "foundation.assets.static_storage.BundledStaticFilesStorage"},
}
#: Origins of the object store's signed links (https://…), which the Content-Security-Policy allows for media.
MEDIA_REDIRECT_HOSTS = environment.comma_separated("S3_ORIGINS")
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "media.ingest.upload_handler.QuarantineUploadHandler",  # instead of the machine's /tmp
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
#: Where ingest works on uploads before they are clean: on the same disk as the files, so that nothing is copied twice.
QUARANTINE_DIR = DATA_DIR / "quarantine"
#: The path of an `internal` location in nginx that points at MEDIA_ROOT; then nginx sends the bytes. nginx passes on
#: only some of our headers, so that location must add those of media.serving.headers itself.
ACCEL_PREFIX = environment.text("ACCEL_PREFIX", "")
IMAGE_MAX_BYTES = environment.number("IMAGE_MAX_MB", 25) * 1024 * 1024
IMAGE_MAX_PIXELS = environment.number("IMAGE_MAX_MEGAPIXELS", 50) * 1_000_000
FILM_MAX_BYTES = environment.number("FILM_MAX_MB", 2048) * 1024 * 1024
FILM_MAX_SECONDS = environment.number("FILM_MAX_MINUTES", 30) * 60
SOUND_MAX_BYTES = environment.number("SOUND_MAX_MB", 250) * 1024 * 1024
SOUND_MAX_SECONDS = environment.number("SOUND_MAX_MINUTES", 60) * 60
DOCUMENT_MAX_BYTES = environment.number("DOCUMENT_MAX_MB", 25) * 1024 * 1024
#: "host:port" or socket path of clamd, the virus scanner; empty where there is none. Its StreamMaxLength must be at
#: least the size of the largest accepted file.
CLAMD_ADDRESS = environment.text("CLAMD_ADDRESS", "")

#: How long the view log is kept: six to twelve months, as agreed with the data protection officer.
VIEW_LOG_KEEP_DAYS = 365 * min(max(environment.number("VIEW_LOG_MONTHS", 12), 6), 12) // 12

#: How long a sent mail is kept, to answer whether it was sent. Bodies that contain a secret are erased at once.
MAIL_KEEP_DAYS = max(environment.number("MAIL_KEEP_DAYS", 30), 1)

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [
    SITE_DIR / "static",
    SITE_DIR / "assets",  # from npm, never committed
    # Wagtail's admin stylesheet refers to a picture of wagtail.images, an app we do not install.
    Path(wagtail.__file__).parent / "images" / "static",
]

# Who may fetch a media item is decided in the meetings app, which media can't import.
MEDIA_ACCESS = "meetings.evidence.files.media_access.permit"
#: Where uploads are attached to: a module with the functions of media.uploading.upload_owner.UploadOwner.
MEDIA_UPLOADS = "meetings.evidence.files.uploads"
# Who may confirm that a text contains no CPR number although it seems to.
MAY_CONFIRM_NUMBERS = "meetings.units.access.may_confirm_numbers"
MEDIA_EVIDENCE_SEEN = "meetings.evidence.files.media_access.evidence_seen"
PAGE_ACCESS = "meetings.units.visible_rows.visible_page"
SITE_MENU = "home.menu.entries"
# What the editors changed in a template after the meetings of the year before, for its draft.
TEMPLATE_CHANGES = "meetings.insights.frame_changes.publish_changes.decided_changes"
# The evidence that was added for the lines of a data plan, for display.
DATA_PLAN_CONTENTS = "meetings.evidence.data_plan_adapter.plan_contents"
# The notes for an area that are published, as points of a forum day.
FORUM_DAY_NOTES = "meetings.insights.area_note.forum_day_notes.published_notes"
EDITOR_PATH = "redaktion/"

#: Days after which a PDF, Word document or package that somebody had made is deleted; it can be made anew.
EXPORT_KEEP_DAYS = environment.number("EXPORT_KEEP_DAYS", 7)

#: Functions that yield the name in storage of every file that rows refer to, for `manage.py move_files`.
STORED_FILES = [
    "media.moving.expected_names.names_of_media",
    "meetings.exports.making.stored_names.names_of_exports",
]

# Language ------------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [SITE_DIR / "locale", SITE_DIR / "locale_wagtail"]  # ours takes precedence
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"
# Off, because it would print 1.204 in addresses and ids; figures use the filter `number`.
USE_THOUSAND_SEPARATOR = False

# People --------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by administrators and leaders, never by sign-up
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# accounts.login_delay limits attempts by account and source together. allauth's own limits by source would lock out a
# school whose users all share one address.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",  # codes of the second factor, by account
    "reauthenticate": "10/m/user",
    "reset_password_from_key": None,  # the key can't be guessed
    "reset_password": "60/m/ip,5/m/key",
}
#: Without a request, in seconds. A presentation and the meeting's screen extend it further (accounts/session.py).
SESSION_COOKIE_AGE = 60 * 60
#: Maximum since sign-in.
SESSION_AT_MOST = timedelta(hours=12)
#: Cookie of browsers in which somebody has signed in before (accounts/known_browser.py).
KNOWN_BROWSER_COOKIE_NAME = "known_browser"
MFA_ADAPTER = "accounts.second_factor.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "accounts.second_factor.forms.AppForm",
    "add_webauthn": "accounts.second_factor.forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # steps of thirty seconds: a telephone's clock may be that wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
ACCOUNT_EMAIL_NOTIFICATIONS = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "foundation.error_views.csrf_failure"

# Mail ----------------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = environment.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("EMAIL_TLS", False)
EMAIL_TIMEOUT = 10
EMAIL_USE_LOCALTIME = True  # the Date header has our time zone, not "-0000" (unknown)
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "laeringsrum@localhost")

#: Address where calendar programs send answers to invitations, and its IMAP account, which `manage.py read_replies`
#: reads. Without the address answers are sent to whoever convened the meeting.
REPLY_MAILBOX = environment.text("REPLY_MAILBOX", "")
REPLY_IMAP_HOST = environment.text("REPLY_IMAP_HOST", "")
REPLY_IMAP_PORT = environment.number("REPLY_IMAP_PORT", 993)
REPLY_IMAP_TLS = environment.flag("REPLY_IMAP_TLS", True)
REPLY_IMAP_USER = environment.text("REPLY_IMAP_USER", "")
REPLY_IMAP_PASSWORD = environment.text("REPLY_IMAP_PASSWORD", "")

# Security ------------------------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our static files are for our pages
#: Where to report a security hole (https://… or an address), for /.well-known/security.txt. Empty: the municipality's
#: contact.
SECURITY_CONTACT = environment.text("SECURITY_CONTACT", "")

# Wagtail -------------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Læringsrum"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("da", "Dansk")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("da", "Dansk")]
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = "/konto/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_AUTOSAVE_INTERVAL = 4000
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "meetings.moderation.finish_workflow.finish_workflow"
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "foundation.search.backend",
        # Danish stemming exists on PostgreSQL; SQLite matches whole words.
        **({"SEARCH_CONFIG": "danish"} if "postgresql" in DATABASES["default"]["ENGINE"] else {}),
    }
}

#: Functions that return a list of problems (sentences), called when the web server or a worker starts.
START_CHECKS = [
    "media.shared_folders.problems",
    "foundation.audit_seal.seal_waiting.problems",
    "foundation.audit_seal.heads.problems",
    "foundation.moving.target.problems",
    "foundation.task_queue.engine.problems",
    "foundation.backup.unfinished_restore.problems",
]
SILENCED_SYSTEM_CHECKS: list[str] = []

DEMO_ALLOWED = False
#: The page that shows every component (developers and tests).
COMPONENTS_PAGE = False
# Functions of other apps that return template context for it.
COMPONENT_EXAMPLES = ["meetings.figures.charts.example_charts.gallery_context"]
