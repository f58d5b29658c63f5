"""A municipality's installation: secrets and addresses come from the environment, cookies only over TLS."""

from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, SECRET_KEY

if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("Set LAERINGSRUM_SECRET_KEY to at least 40 random characters.")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set LAERINGSRUM_HOSTS to the host names of this installation.")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
SECURE_SSL_REDIRECT = environment.flag("SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The web server in front puts the visitor's address last in X-Forwarded-For; the delay against guessing counts by it.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("PROXIES", 1)
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
DEMO_ALLOWED = False
