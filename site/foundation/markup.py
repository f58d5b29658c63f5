"""Small pieces of HTML that are written in Python."""

from collections.abc import Mapping
from functools import cache
from html import escape

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe


def escaped(value: object) -> str:
    """Do as Django's `conditional_escape` without its detour for lazy texts."""
    text: str = value.__html__() if hasattr(value, "__html__") else escape(str(value))
    return text


def attributes_of(values: Mapping[str, object]) -> str:
    """Return the attributes of a tag, as Django's widgets write theirs: True without a value, False and None not at
    all."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escaped(value)}"'
        for name, value in values.items()
        if value is not False and value is not None
    )


def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """Return an icon of the set as SVG. Without a label it is hidden from screen readers and needs text beside it."""
    opening, closing = _around_label(name, size)
    read = f'role="img" aria-label="{escaped(label)}"' if label else 'aria-hidden="true"'
    return mark_safe(f"{opening}{read}{closing}")  # noqa: S308 — the label is escaped, the rest ours


@cache
def _around_label(name: str, size: str) -> tuple[str, str]:
    sized = f" lr-icon--{escaped(size)}" if size else ""
    address = f"{escaped(static('dkfds/img/all-svg-icons.svg'))}#{escaped(name)}"
    return f'<svg class="lr-icon{sized}" ', f' focusable="false"><use href="{address}"></use></svg>'
