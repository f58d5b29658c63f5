"""Forms and formsets for the rows of minutes; their fields come from the rows' descriptions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from django import forms
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, BaseFormSet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foundation.cpr_forms.forms import Form
from meetings.minutes.row_fields import ContentRow, field_id
from meetings.minutes.writing.sections import Values, fingerprint, form_values, values_of
from meetings.minutes.writing.seen_form import SeenForm, normalized

R = TypeVar("R", bound=ContentRow)
#: At most this many rows of a part are accepted.
MAX_ROWS = 100


class RowForm(Form, Generic[R]):
    """The form of one row. No field is required, as a draft may be incomplete; values must still be valid."""

    id = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: R, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {**row.form_values(vars(row)), **kwargs.get("initial", {})}})
        self.row = row
        self.part, _dash, index = kwargs["prefix"].partition("-")
        self.number = int(index) + 1
        written = row.form_fields()
        self.written_names = tuple(written)
        self.fields |= written
        for name, field in self.fields.items():
            field.widget.attrs["id"] = field_id(self.part, row, name)

    def written_row(self) -> R:
        """`row` with the values of the form; a field that was taken out of it keeps that of `row`."""
        written = (name for name in self.written_names if name in self.fields)
        return self.row.with_written({name: normalized(self.cleaned_data[name]) for name in written})

    def row_fields(self) -> "list[forms.BoundField]":
        """The visible fields that people write in."""
        return [self[name] for name in self.written_names if not self[name].is_hidden]


class SectionRowForm(RowForm[R], SeenForm):
    """The form of a row that is a section of its own."""

    def __init__(self, *args: object, row: R, **kwargs: object) -> None:
        seen = {"base": fingerprint(values_of(row)), "choice": "both"}
        super().__init__(*args, row=row, **{**kwargs, "initial": seen})
        self.key = (self.part, str(row.id))

    def written_values(self) -> dict[str, object]:
        return values_of(self.written_row())

    def show_values(self, values: Values, data: QueryDict) -> None:
        super().show_values(form_values(self.key, values), data)


class BaseRowFormSet(BaseFormSet, Generic[R]):
    """A form for each of the `rows` of one part, matched by its hidden id, in any order.

    `new_row` makes a row from an unknown id, for parts where rows can be added and removed. Without it forms with an
    unknown id are ignored. Rows that were not posted stay unchanged.
    """

    default_error_messages = {
        "missing_management_form": _("The page did not load completely, and nothing is saved. Open it again."),
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
        super().__init__(data, prefix=part, initial=[{}] * len(rows))
        self.rows = {str(row.id): row for row in rows}
        self.new_row = new_row

    @cached_property
    def forms(self) -> list[RowForm[R]]:
        made: dict[str, RowForm[R]] = {}
        make: Callable[..., RowForm[R]] = self._construct_form  # type: ignore[attr-defined]
        for index, row_id in enumerate(self._ids()):
            row = self.rows.get(row_id)
            if row is None and self.new_row and row_id:
                row = self.new_row(row_id)
            if row is not None and row_id not in made:
                made[row_id] = make(index, row=row, empty_permitted=False)
        return list(made.values())

    def written_rows(self) -> tuple[R, ...]:
        written = {str(form.row.id): form.written_row() for form in self.forms if not form.errors}
        return tuple((self.rows | written).values())

    @property
    def counts(self) -> SafeString:
        """The two hidden inputs in which a formset counts its forms; those of its limits are never read."""
        counts = (TOTAL_FORM_COUNT, self.total_form_count()), (INITIAL_FORM_COUNT, self.initial_form_count())
        return format_html_join(
            "", '<input type="hidden" name="{}-{}" value="{}">', ((self.prefix, name, count) for name, count in counts)
        )

    def _ids(self) -> list[str]:
        if not self.is_bound:
            return list(self.rows)
        return [self.data.get(f"{self.add_prefix(index)}-id", "") for index in range(self.total_form_count())]


def _formset(form: type[RowForm[R]]) -> Any:
    return forms.formset_factory(form, BaseRowFormSet, extra=0, max_num=MAX_ROWS, validate_max=True)


RowFormSet = _formset(RowForm)
SectionRowFormSet = _formset(SectionRowForm)
