"""Collected static files have hashed names, and our stylesheets are bundled."""

import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from foundation.assets.npm_assets import STAMP
from foundation.assets.static_storage import bundle
from tests.architecture.sources import PROJECT_ROOT

SHEETS = {
    "look/tokens.css": ":root { --a: 1; }\n",
    "components/form.css": 'select { background: url("../drawings/chevron.svg"); }\n',
    "look/print.css": "nav { display: none; }\n",
}
ENTRY = """@import url("dkfds/css/dkfds.min.css") layer(dkfds);
@import url("look/tokens.css");
@import url("components/form.css");
@import url("look/print.css") print;
"""


def test_our_imports_are_replaced_in_place():
    whole = bundle(ENTRY, SHEETS.__getitem__)
    assert whole.startswith('@import url("dkfds/css/dkfds.min.css") layer(dkfds);')
    assert whole.index("--a") < whole.index("select") < whole.index("@media print {\nnav")
    assert whole.count("@import") == 1


def test_addresses_still_lead_to_the_same_file():
    assert 'url("drawings/chevron.svg")' in bundle(ENTRY, SHEETS.__getitem__)


@pytest.mark.skipif(
    not (PROJECT_ROOT / "site/assets" / STAMP).exists(), reason="run make assets: nothing from npm lies here"
)
def test_everything_can_be_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "foundation.assets.static_storage.BundledStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    address = staticfiles_storage.url("app.css")
    assert re.fullmatch(r"/static/app\.[0-9a-f]{12}\.css", address)
    css = (tmp_path / address.removeprefix("/static/")).read_text()
    assert len(re.findall(r"@import", css)) == 1
    assert re.search(r"dkfds\.min\.[0-9a-f]{12}\.css", css)
    assert re.search(r"chevron\.[0-9a-f]{12}\.svg", css)
