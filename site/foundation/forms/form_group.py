"""Several forms on one page, treated as one form by the component form/error_summary."""

from collections.abc import Iterator, Sequence

from django import forms


class FormGroup:
    def __init__(self, every: Sequence[forms.Form]) -> None:
        self.every = every

    @property
    def errors(self) -> bool:
        return any(form.errors for form in self.every)

    def non_field_errors(self) -> list[str]:
        return [str(error) for form in self.every for error in form.non_field_errors()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        for form in self.every:
            yield from form
