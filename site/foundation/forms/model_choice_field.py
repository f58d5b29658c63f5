"""A choice among rows, by their number."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class ModelChoiceByIdField(forms.ModelChoiceField):
    """As Django's, but a number that no row can have is a wrong choice, not an error of the database."""

    def to_python(self, value: Any) -> Any:
        typed = str(value)
        if value not in self.empty_values and not (typed.isascii() and typed.isdecimal() and len(typed) < 19):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": typed[:60]}
            )
        return super().to_python(value)
