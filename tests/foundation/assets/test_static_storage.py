"""Our stylesheets are bundled (tests/services/deploy/test_static_files.py: everything is collected)."""

from foundation.assets.static_storage import bundle

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
