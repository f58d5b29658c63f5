"""Settings for production: secrets and addresses come from the environment, cookies are sent over TLS only."""

from django.core.exceptions import ImproperlyConfigured

from config import audit_keys, database, environment
from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, DATA_DIR, SECRET_KEY
from config.settings.log import AUDIT_KEYS

if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("only-for-"):  # the keys of development and tests are public
    raise ImproperlyConfigured("Set LAERINGSRUM_SECRET_KEY to at least 50 random characters of your own.")
audit_keys.require_own_keys(AUDIT_KEYS, DATA_DIR, SECRET_KEY)
SECRET_KEY_FALLBACKS = environment.comma_separated("SECRET_KEY_FALLBACKS")
if not ALLOWED_HOSTS or any(host == "*" or host.startswith(".") for host in ALLOWED_HOSTS):
    # Links in password reset mails are built from the host name of the request.
    raise ImproperlyConfigured("Set LAERINGSRUM_HOSTS to the host names of this installation, each written out.")
BASE_URL = environment.text("BASE_URL")
if not BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("LAERINGSRUM_BASE_URL must begin with https://, because cookies are sent over TLS only.")
# Required: with a default, or a folder created here, a wrong value would start a new and empty installation.
environment.text("DATA_DIR")
if not environment.text("DATABASE_URL").strip():
    raise ImproperlyConfigured(f"LAERINGSRUM_DATABASE_URL is empty. Say {database.SQLITE} or postgresql://…")
if not DATA_DIR.is_dir():
    raise ImproperlyConfigured(f"There is no folder {DATA_DIR}. Mount it, or correct LAERINGSRUM_DATA_DIR.")
if DATA_DIR.stat().st_mode & 0o007:
    raise ImproperlyConfigured(f"Everybody on this machine may look into {DATA_DIR}. Run: chmod 700 {DATA_DIR}")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
SECURE_SSL_REDIRECT = environment.flag("SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The web server in front puts the visitor's address last in X-Forwarded-For; the login delay counts by it.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("PROXIES", 1)
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# W021, the browsers' HSTS preload list: the municipality decides that for its whole domain.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
DEMO_ALLOWED = False
