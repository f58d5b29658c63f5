"""A select whose options are written in one go: Django renders a template for each, which many selects feel."""

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.safestring import SafeString, mark_safe

from foundation.markup import attributes_of, escaped


class QuickSelect(forms.Select):
    def render(
        self, name: str, value: object, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        selected = "" if value is None else str(value)
        attributes = attributes_of({**self.build_attrs(self.attrs, attrs), "name": name})
        options = "".join(
            f'<optgroup label="{escaped(label)}">{_options(choices, selected)}</optgroup>'
            if isinstance(choices, list | tuple)
            else _options([(label, choices)], selected)
            for label, choices in self.choices
        )
        # Safe: attributes, values and labels are escaped one by one.
        return mark_safe(f"<select{attributes}>{options}</select>")  # noqa: S308


def _options(choices: Any, selected: str) -> str:
    return "".join(
        f'<option value="{escaped("" if value is None else value)}"'
        f"{' selected' if str(value) == selected else ''}>{escaped(label)}</option>"
        for value, label in choices
    )
