"""Hidden inputs in one go: a form with rows has three for each of them."""

from typing import Any

from django.forms import BoundField, HiddenInput
from django.utils.safestring import SafeString, mark_safe

from foundation.markup import attributes_of, escaped


class QuickBoundField(BoundField):
    """Django's, which makes a hidden input through attributes, context, template name and renderer."""

    def as_widget(self, widget: Any = None, attrs: Any = None, only_initial: bool = False) -> SafeString:
        hidden = self.field.widget
        if widget or attrs or only_initial or type(hidden) is not HiddenInput or self.field.disabled:
            return super().as_widget(widget, attrs, only_initial)
        written = hidden.format_value(self.value())
        value = "" if written is None else f' value="{escaped(written)}"'
        given = hidden.attrs if "id" in hidden.attrs or not self.auto_id else {**hidden.attrs, "id": self.auto_id}
        # Safe: value and attributes are escaped.
        return mark_safe(f'<input type="hidden" name="{self.html_name}"{value}{attributes_of(given)}>')  # noqa: S308
