"""ModelChoiceField whose values are primary keys."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model


class ModelChoiceByIdField(forms.ModelChoiceField):
    """As Django's, but a value that can't be a primary key is an invalid choice, not a database error."""

    def to_python(self, value: object) -> Model | None:
        typed = str(value)
        if value not in self.empty_values and not (typed.isascii() and typed.isdecimal() and len(typed) < 19):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": typed[:60]}
            )
        return super().to_python(value)
