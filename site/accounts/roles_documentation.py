"""Generate docs/roles-and-permissions.md from the matrix in roles.py."""

from pathlib import Path

from django.conf import settings
from django.utils import translation

from accounts.roles import MATRIX, SCOPE, Right, Role
from foundation.translation import catalogue

PATH = Path(settings.BASE_DIR) / "docs" / "roles-and-permissions.md"
INTRODUCTION = """\
# Roles and permissions

Made from `site/accounts/roles.py` by `make roles-documentation`; a test keeps the two equal. Change the matrix, not
this page.

A person holds a role by a *membership*, from one day to another, in one unit, in one area (every unit in it), or in the
whole municipality. Rights are only ever held where the membership reaches. What is not listed is not allowed: the
default is no. A page or file that one may not see answers 404, as if it did not exist.
"""


def document() -> str:
    """Return the whole document, in English, with the Danish label of each role."""
    return "\n".join([INTRODUCTION, _roles(), "", _matrix(), "", _each_role()]).rstrip() + "\n"


def _english(label: object) -> str:
    with translation.override(None, deactivate=True):
        return str(label)


def _danish(label: object) -> str:
    """The translation in the .po file, so that the document does not depend on a compiled catalogue."""
    entry = catalogue.read_catalogue().find(_english(label))
    return entry.msgstr if entry and entry.msgstr else _english(label)


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _roles() -> str:
    rows = [
        [f"`{role.value}`", _english(role.label), _danish(role.label), _english(SCOPE[role].label)] for role in Role
    ]
    return "## The roles\n\n" + _table(["Code", "Role", "In Danish", "Reaches"], rows)


def _matrix() -> str:
    header = ["May …", *(_danish(role.label) for role in Role)]
    rows = [[_english(right.label), *("●" if right in MATRIX[role] else "" for role in Role)] for right in Right]
    return "## Who may do what\n\n" + _table(header, rows)


def _each_role() -> str:
    parts = ["## Each role in words"]
    for role in Role:
        rights = [right for right in Right if right in MATRIX[role]]
        sentence = "; ".join(_english(right.label) for right in rights)
        parts.append(f"\n### {_danish(role.label)}\n\nIn {_english(SCOPE[role].label)}: {sentence}.")
    return "\n".join(parts)
