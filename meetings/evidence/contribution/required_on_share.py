"""Form fields that are required for sharing but may be empty in a draft."""

from django import forms

from foundation.forms.date_and_time_fields import DayField


class RequiredOnShare:
    """Form field mixin: the field is not marked "(optional)", but an empty value is accepted."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{**options, "required": True})

    def validate(self, value: object) -> None:
        if value not in self.empty_values:  # type: ignore[attr-defined]
            super().validate(value)  # type: ignore[misc]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        attrs = super().widget_attrs(widget)  # type: ignore[misc]
        attrs.pop("required", None)
        return attrs


class TextRequiredOnShare(RequiredOnShare, forms.CharField):
    pass


class ChoiceRequiredOnShare(RequiredOnShare, forms.ChoiceField):
    pass


class DayRequiredOnShare(RequiredOnShare, DayField):
    pass
