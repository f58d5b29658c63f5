"""Settings for tests: fast password hashing, mail in memory, a temporary data directory for each session."""

import tempfile
from pathlib import Path

from config import database, environment, task_engine
from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS, STORAGES

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATA_DIR = Path(tempfile.mkdtemp(prefix="laeringsrum-test-"))
MEDIA_ROOT = DATA_DIR / "files"
QUARANTINE_DIR = DATA_DIR / "quarantine"
DATABASES = {"default": database.configure(environment.text("DATABASE_URL", ""), DATA_DIR)}
if "init_command" in DATABASES["default"]["OPTIONS"]:  # SQLite: no test outlives a power loss
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:  # tests of the queue choose the engine (tests/foundation/task_queue/conftest.py)
    INSTALLED_APPS = list(dict.fromkeys([*INSTALLED_APPS, *task_engine.APPS[task_engine.PROCRASTINATE]]))
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "media.storage.PrivateFileStorage", "OPTIONS": {"location": MEDIA_ROOT}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
#: A task runs when it is enqueued, and its exceptions reach the test. The fixture `real_queue` uses the real backend.
TASKS = {"default": {"BACKEND": "tests.tasks_at_once.AtOnceBackend", "QUEUES": []}}
DIRECTORY_OVER_HTTP = True
DEMO_ALLOWED = True
COMPONENTS_PAGE = True
