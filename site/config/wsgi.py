"""WSGI entry point: gunicorn --pythonpath site config.wsgi:application"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402  Django must be set up first
from django.db import connections  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import get_resolver  # noqa: E402
from django.utils import translation  # noqa: E402

from foundation.infrastructure.startup_checks import require_ready  # noqa: E402

require_ready()
# Loaded once, before gunicorn's workers are started, which share it, and in no request: views and addresses, template
# tags, Danish.
with translation.override(settings.LANGUAGE_CODE):
    _ = get_resolver().reverse_dict, engines.all(), translation.gettext("Sign in")
connections.close_all()  # request threads open their own
