"""Base form for changing an existing row: carries the version it saw, and shows both texts after a conflict."""

from typing import Any, Generic, TypeVar

from django import forms
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from foundation.cpr_forms.forms import Form
from foundation.errors import Refusal
from foundation.forms.optimistic_lock import VersionedModel
from foundation.text import danish_formats

V = TypeVar("V", bound=VersionedModel)


class ChangeForm(Form, Generic[V]):
    """A form that changes `row` (a `VersionedModel`), or creates one (`row` is None). `initial_from` gives its values.

    The hidden field `seen` holds the version of `row` that the form was rendered from.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *args: Any, row: V | None, **kwargs: Any) -> None:
        stands = {**self.initial_from(row), "seen": row.version} if row is not None else {}
        kwargs["initial"] = {**stands, **kwargs.get("initial", {})}
        super().__init__(data, *args, **kwargs)

    @staticmethod
    def initial_from(row: V) -> dict[str, object]:
        """The fields' values in `row`, as initial data."""
        raise NotImplementedError

    def stands_now(self, row: V) -> dict[str, object]:
        """The values of `row` to show beside the user's own after a conflict."""
        return self.initial_from(row)

    def clean_seen(self) -> int:
        """-1 without a version, which matches no row."""
        seen = self.cleaned_data["seen"]
        return -1 if seen is None else seen

    @property
    def action_kwargs(self) -> dict[str, Any]:
        """The cleaned values, with `seen` under the name that actions give it."""
        return {("expected_version" if name == "seen" else name): value for name, value in self.cleaned_data.items()}

    def refuse(self, refusal: Refusal) -> None:
        super().refuse(refusal)
        if self.current is not None:
            self.differences = self._differences(self.current)

    def _differences(self, current: V) -> list[dict[str, str]]:
        """For each field that differs: `label`, the stored value (`now`) and the user's value (`mine`)."""
        now = self.stands_now(current)
        pairs = [
            {
                "label": str(field.label),
                "now": display_value(field, now.get(name)),
                "mine": display_value(field, self.cleaned_data.get(name)),
            }
            for name, field in self.fields.items()
            if name in now
        ]
        return [pair for pair in pairs if pair["now"] != pair["mine"]]


def display_value(field: forms.Field, value: Any) -> str:
    """Return a field's cleaned value as text for a reader; empty for None and ""."""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if value in (None, ""):
        return ""
    if isinstance(field, forms.MultipleChoiceField):
        labels = dict(field.choices)  # type: ignore[arg-type]
        return "\n".join(sorted(strip_tags(str(labels.get(one, one))) for one in value))
    if isinstance(field, forms.ModelChoiceField):
        return str(value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(field, forms.TimeField):
        return danish_formats.time_of_day(value)
    if isinstance(field, forms.DateField):
        return danish_formats.format_date(value)
    return str(value).replace("\r\n", "\n").strip()
