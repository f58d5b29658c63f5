"""Base form classes that refuse CPR numbers in text. docs/cpr-numbers.md says what is checked where."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from foundation.cpr_forms import confirmation
from foundation.cpr_forms.confirmation import CHECKBOX_NAME, Confirmation
from foundation.cpr_forms.form_values import excerpt_around_number, tokens
from foundation.errors import Conflict, Refusal

CPR_ERROR_CODE = "cpr"
#: Fields that hold no free text: choices, numbers and dates, and files, which media/ingest checks.
UNCHECKED_FIELDS = (
    forms.ChoiceField, forms.ModelChoiceField, forms.BooleanField, forms.IntegerField, forms.DateField,
    forms.DateTimeField, forms.TimeField, forms.DurationField, forms.UUIDField, forms.FileField,
)  # fmt: skip

if TYPE_CHECKING:
    Base = forms.BaseForm
else:
    Base = object


class CprCheckMixin(Base):
    """For every form whose text is stored: a text field that seems to contain a CPR number gets an error.

    All fields count as text, except the types in UNCHECKED_FIELDS, passwords, hidden fields (keys, hashes and
    versions that we made; text carried hidden from step to step was checked where it was written), and those listed
    in `made_by_us`.

    Leaders can tick that it is no CPR number (`can_confirm`). Numbers in the field's initial value were accepted before
    and are not asked about again, so that a colleague can go on writing.
    """

    made_by_us: frozenset[str] = frozenset()
    can_confirm = True

    def holds_words(self, name: str) -> bool:
        field = self.fields[name]
        is_secret = field.widget.is_hidden or isinstance(field.widget, forms.PasswordInput)
        return not is_secret and name not in self.made_by_us and not isinstance(field, UNCHECKED_FIELDS)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's hook, after all cleaning
        now = confirmation.current_confirmation()
        self.numbers: dict[str, str] = {}
        found = {name: tokens(value) for name, value in self.cleaned_data.items() if self._is_checked(name)}
        if not any(found.values()):
            return
        before = tokens([self.get_initial_for_field(field, name) for name, field in self.fields.items()])
        for name, numbers in found.items():
            if not (new := numbers - before):
                continue
            self.numbers[name] = " ".join(sorted(new))
            if self.can_confirm and now.may_confirm and new <= now.ticked:
                now.fields.add(self.add_prefix(name))
            else:
                self.add_error(
                    name, forms.ValidationError(self._sentence(self.cleaned_data[name], now), code=CPR_ERROR_CODE)
                )

    def _is_checked(self, name: str) -> bool:
        return name in self.fields and self.holds_words(name)

    def _sentence(self, value: object, now: Confirmation) -> str:
        """The error message: where the number seems to be, and what this user can do."""
        if not self.can_confirm:
            text = _("This looks like a CPR number: “%(place)s”. Remove it.")
        elif now.may_confirm:
            text = _("This looks like a CPR number: “%(place)s”. Remove it, or confirm that it is not one.")
        else:
            text = _(
                "This looks like a CPR number: “%(place)s”. Remove it. If it is something else, your leader "
                "can write it."
            )
        return text % {"place": excerpt_around_number(value)}

    @property
    def numbers_refused(self) -> bool:
        """Whether a field has an error because of a CPR number."""
        return any(error.code == CPR_ERROR_CODE for errors in self.errors.as_data().values() for error in errors)


class Form(CprCheckMixin, forms.Form):
    """Base class of our forms: the CPR check, and errors from a Refusal."""

    fields: dict[str, Any]  # each of its own type, with `choices` or `queryset`
    #: After a conflict: the fields in which somebody else's text differs (`ChangeForm.refuse`).
    differences: list[dict[str, str]] = []
    conflict: Conflict | None = None
    #: After a conflict that the form may overwrite: the row as stored now.
    current: Any = None

    def __getitem__(self, name: str) -> forms.BoundField:
        """The field; templates look each attribute of a form up here first, and Django's error lists all fields."""
        if name not in self.fields:
            raise KeyError(name)
        return super().__getitem__(name)

    def refuse(self, refusal: Refusal) -> None:
        """Add `refusal`, and those raised with it, as errors of the fields they name, or as non-field errors."""
        self.conflict = refusal if isinstance(refusal, Conflict) else None
        if self.conflict and self.conflict.current is not None:
            self._overwrite_next_time(self.conflict.current)
        for one in refusal.every:
            self.add_refusal(one)

    def _overwrite_next_time(self, current: Any) -> None:
        """Take over the version of `current_confirmation`, so that sending the form again overwrites it, with both
        texts in view."""
        self.current = current
        if "seen" in self.fields:
            self._send_again("seen", current.version)

    def _send_again(self, name: str, version: int) -> None:
        """Let the form carry `version` in the hidden field `name` when it is shown again."""
        data: Any = self.data
        self.data = data = data.copy()
        data[self.add_prefix(name)] = str(version)

    def add_refusal(self, refusal: Refusal) -> None:
        """Add one refusal as an error of the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)


def confirmation_checkbox(field: forms.BoundField) -> dict[str, object] | None:
    """Name, value and state of the confirmation checkbox under a field; None where there is none."""
    form = field.form
    numbers = getattr(form, "numbers", {}).get(field.name)
    now = confirmation.current_confirmation()
    if not isinstance(form, CprCheckMixin) or not numbers or not form.can_confirm or not now.may_confirm:
        return None
    return {"name": CHECKBOX_NAME, "value": numbers, "ticked": set(numbers.split()) <= now.ticked}
