"""What every command and every web worker loads when it starts: time and memory of each of them."""

import ast
import inspect
import os
import subprocess
import sys
import textwrap

import pytest
from django.conf import settings
from wagtail.snippets.apps import WagtailSnippetsAppConfig

#: Libraries that few need, and those import them when they do.
SELDOM_NEEDED = {
    "PIL", "boto3", "dns", "docx", "health_check", "icalendar", "ninja", "openpyxl", "prometheus_client", "pydantic",
    "python_calamine", "requests",
}  # fmt: skip
#: Those that Wagtail's admin, and so a web server, loads.
OF_THE_ADMIN = {"PIL", "pydantic", "requests"}
URLS = "from django.urls import get_resolver; get_resolver().url_patterns; "
NAMES = "print(*{name.partition('.')[0] for name in sys.modules})"


@pytest.mark.parametrize(("urls", "seldom"), [("", SELDOM_NEEDED), (URLS, SELDOM_NEEDED - OF_THE_ADMIN)])
def test_what_few_need_is_not_loaded_at_the_start(urls, seldom):
    path = os.pathsep.join([str(settings.BASE_DIR), str(settings.BASE_DIR / "site")])
    environment = {**os.environ, "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    code = f"import sys, django; django.setup(); {urls}{NAMES}"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "wagtail" in loaded
    assert not seldom & loaded


def test_wagtail_does_nothing_else_when_its_snippets_are_ready():
    """Our SnippetsConfig does the first two, and leaves the API out."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(WagtailSnippetsAppConfig.ready)))
    called = {ast.unparse(one.func) for one in ast.walk(tree) if isinstance(one, ast.Call)}
    api = {"register_content_types", "api.add_router"}
    assert called == {"register_deferred_snippets", "post_migrate.connect", *api}
