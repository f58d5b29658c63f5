"""Several forms on one page, treated as one form by `handle_form` and the component form/error_summary."""

from collections.abc import Iterator, Sequence

from django import forms

from foundation.cpr_forms.forms import Form
from foundation.errors import Conflict, Refusal


class FormGroup:
    """`main` is the form that carries the version and takes a refusal."""

    def __init__(self, every: Sequence[forms.Form], main: Form) -> None:
        self.every = every
        self.main = main

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.every])

    def refuse(self, refusal: Refusal) -> None:
        self.main.refuse(refusal)

    @property
    def conflict(self) -> Conflict | None:
        return self.main.conflict

    @property
    def errors(self) -> bool:
        return any(form.errors for form in self.every)

    def non_field_errors(self) -> list[str]:
        return [str(error) for form in self.every for error in form.non_field_errors()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        for form in self.every:
            yield from form
