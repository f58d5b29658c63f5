"""Forms and formsets for the rows of minutes; their fields come from the rows' descriptions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Generic, TypeVar

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from foundation.cpr_check.forms import Form
from meetings.minutes.row_fields import ContentRow, field_id

R = TypeVar("R", bound=ContentRow)
#: At most this many rows of a part are accepted.
MAX_ROWS = 100


class RowForm(Form, Generic[R]):
    """The form of one row. No field is required, as a draft may be incomplete; values must still be valid."""

    id = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: R, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": asdict(row)})
        self.row = row
        part, _dash, index = kwargs["prefix"].partition("-")
        self.number = int(index) + 1
        self.fields |= row.form_fields()
        for name, field in self.fields.items():
            field.widget.attrs["id"] = field_id(part, row, name)

    def written_row(self) -> R:
        """`row` with the values of the form; a field that was taken out of it keeps that of `row`."""
        written = (name for name in self.row.form_fields() if name in self.fields)
        return replace(self.row, **{name: normalized(self.cleaned_data[name]) for name in written})


class BaseRowFormSet(BaseFormSet, Generic[R]):
    """A form for each of the `rows` of one part, matched by its hidden id, in any order.

    `new_row` makes a row from an unknown id, for parts where rows can be added and removed. Without it forms with an
    unknown id are ignored, and rows that were not posted stay unchanged.
    """

    default_error_messages = {
        "missing_management_form": _("The page did not arrive whole, and nothing is saved. Open it again."),
        "too_many_forms": _("There are too many here: at most %(num)d can be saved."),
    }

    def __init__(
        self,
        data: Mapping[str, str] | None,
        *,
        part: str,
        rows: Sequence[R],
        new_row: Callable[[str], R] | None = None,
    ) -> None:
        super().__init__(data, prefix=part, initial=[asdict(row) for row in rows])
        self.rows = {str(row.id): row for row in rows}
        self.new_row = new_row

    @cached_property
    def forms(self) -> list[RowForm[R]]:
        made: dict[str, RowForm[R]] = {}
        make: Callable[..., RowForm[R]] = self._construct_form  # type: ignore[attr-defined]
        for index, row_id in enumerate(self._ids()):
            row = None if row_id in made else self.rows.get(row_id)
            if row is None and self.new_row:
                row = self.new_row("" if row_id in made else row_id)
            if row is not None:
                made[str(row.id)] = make(index, row=row, empty_permitted=False)
        return list(made.values())

    def written_rows(self) -> tuple[R, ...]:
        written = {form.row.id: form.written_row() for form in self.forms}
        return tuple(written.values() if self.new_row else (written.get(row.id, row) for row in self.rows.values()))

    def _ids(self) -> list[str]:
        if not self.is_bound:
            return list(self.rows)
        return [self.data.get(f"{self.add_prefix(index)}-id", "") for index in range(self.total_form_count())]


RowFormSet: Any = forms.formset_factory(RowForm, BaseRowFormSet, extra=0, max_num=MAX_ROWS, validate_max=True)


def normalized(value: object) -> Any:
    """Strip a string and replace the CRLF that browsers post by LF. Other values are unchanged."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
