"""WSGI entry point: gunicorn --pythonpath site config.wsgi:application"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

from django.db import connections  # noqa: E402  Django must be set up first
from django.urls import get_resolver  # noqa: E402

from foundation.infrastructure.startup_checks import require_ready  # noqa: E402

require_ready()
_ = get_resolver().url_patterns  # loads all views: once, before gunicorn's workers are started, and in no request
connections.close_all()  # request threads open their own
