"""docs/roles-and-permissions.md is up to date with the matrix."""

from accounts.roles import MATRIX, SCOPE, Right, Role
from accounts.roles_documentation import PATH, document


def test_the_document_is_up_to_date():
    assert PATH.read_text(encoding="utf-8") == document(), "make roles-documentation"


def test_every_role_has_scope_and_rights():
    assert set(MATRIX) == set(SCOPE) == set(Role)
    assert all(MATRIX.values())


def test_every_right_is_held_by_somebody():
    assert {right for rights in MATRIX.values() for right in rights} == set(Right)
