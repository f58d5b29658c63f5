"""Settings for development and `make demo`: no secrets, and no mail leaves the machine."""

from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, DATA_DIR, SECRET_KEY

DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
DEBUG = False
SECRET_KEY = SECRET_KEY or "only-for-development-and-the-demo-never-for-real-data"
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "127.0.0.1", "localhost", "[::1]", "testserver"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DIRECTORY_OVER_HTTP = True
DEMO_ALLOWED = True
COMPONENTS_PAGE = True
