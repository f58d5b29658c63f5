"""A template of ours that names something unknown fails its test, instead of showing nothing.

Templates of packages are left alone, and so is `{{ name|default:"" }}`, which says that the value may be missing, and
`{% if name %}`, which asks whether it is there.
"""

import sys
from pathlib import Path
from types import FrameType

from django.template.base import FilterExpression, Node

PROJECT_ROOT = Path(__file__).resolve().parent.parent
PACKAGES = PROJECT_ROOT / ".venv"
SAYS_IT_MAY_BE_MISSING = {"default", "default_if_none"}


class UnknownTemplateVariable(Exception):
    """One of our templates names a variable that the view did not give."""


def _is_ours(origin: str) -> bool:
    path = Path(origin)
    return path.is_relative_to(PROJECT_ROOT) and not path.is_relative_to(PACKAGES)


def _expression_and_node(frame: FrameType | None) -> tuple[FilterExpression | None, Node | None]:
    """Who asked: the expression being resolved and the innermost template node around it."""
    expression = None
    while frame is not None:
        asker = frame.f_locals.get("self")
        if expression is None and isinstance(asker, FilterExpression):
            expression = asker
        if isinstance(asker, Node):
            return expression, asker
        frame = frame.f_back
    return expression, None


class FailingString(str):
    """Stands in Django's `string_if_invalid`, which the engine asks for its truth at each unknown variable."""

    def __bool__(self) -> bool:
        expression, node = _expression_and_node(sys._getframe(1))
        if expression is None or node is None or getattr(node, "origin", None) is None:
            return False
        optional = any(function.__name__ in SAYS_IT_MAY_BE_MISSING for function, _ in expression.filters)
        if optional or not _is_ours(node.origin.name):
            return False
        line = getattr(getattr(node, "token", None), "lineno", "?")
        name = Path(node.origin.name).relative_to(PROJECT_ROOT)
        raise UnknownTemplateVariable(f"{name}, line {line}: {{{{ {expression.token} }}}} is not known here")
