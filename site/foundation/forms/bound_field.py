"""Hidden inputs as one string, without a template for each: a form with rows has three for each row."""

from django.forms import BoundField, HiddenInput, Widget
from django.utils.safestring import SafeString, mark_safe

from foundation.markup import attributes_of, escaped


class QuickBoundField(BoundField):
    """Django's, which makes a hidden input through attributes, context, template name and renderer."""

    def as_widget(
        self, widget: Widget | None = None, attrs: dict[str, str | bool] | None = None, only_initial: bool = False
    ) -> SafeString:
        hidden = self.field.widget
        if widget or attrs or only_initial or type(hidden) is not HiddenInput or self.field.disabled:
            return super().as_widget(widget, attrs, only_initial)
        formatted_value = hidden.format_value(self.value())
        value = "" if formatted_value is None else f' value="{escaped(formatted_value)}"'
        html_attrs = hidden.attrs if "id" in hidden.attrs or not self.auto_id else {**hidden.attrs, "id": self.auto_id}
        # Safe: name, value and attributes are escaped.
        return mark_safe(  # noqa: S308
            f'<input type="hidden" name="{escaped(self.html_name)}"{value}{attributes_of(html_attrs)}>'
        )
