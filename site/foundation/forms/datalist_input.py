"""Text input with suggestions (`<datalist>`): choose one, or write something else. Works without script."""

from collections.abc import Iterable

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class DatalistInput(forms.TextInput):
    def __init__(self, suggestions: Iterable[object], attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = tuple(suggestions)

    def render(
        self, name: str, value: object, attrs: dict[str, object] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        list_id = f"{(attrs or {}).get('id') or name}_suggestions"
        field = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((text,) for text in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', field, list_id, options)
