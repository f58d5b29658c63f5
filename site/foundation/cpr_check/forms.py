"""Forms in which people write: a CPR number does not get past them. docs/cpr-numbers.md says what is checked where."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from foundation.cpr_check import confirmation
from foundation.cpr_check.confirmation import TICK, Confirmation
from foundation.cpr_check.form_values import place, tokens
from foundation.errors import Conflict, Refusal

CODE = "cpr"
#: Fields whose values are chosen from a list of ours, are no text, or are files, which media/ingest reads.
NOT_WORDS = (
    forms.ChoiceField, forms.ModelChoiceField, forms.BooleanField, forms.IntegerField, forms.DateField,
    forms.DateTimeField, forms.TimeField, forms.DurationField, forms.UUIDField, forms.FileField,
)  # fmt: skip

if TYPE_CHECKING:
    Base = forms.BaseForm
else:
    Base = object


class CprCheckMixin(Base):
    """For every form whose text is stored. A field of words that seems to hold a CPR number is refused, and the form
    comes back with everything in it.

    Every field holds people's words, except the kinds in NOT_WORDS, passwords, hidden fields (keys, hashes and versions
    that we made; words that go hidden from step to step were checked where they were written), and those that the form
    names in `made_by_us`.

    Leaders can tick that it is none (`can_confirm`). What the field held before (`initial`) was let through then and is
    not asked about again, so that a colleague can go on writing.
    """

    made_by_us: frozenset[str] = frozenset()
    can_confirm = True

    def holds_words(self, name: str) -> bool:
        field = self.fields[name]
        is_secret = field.widget.is_hidden or isinstance(field.widget, forms.PasswordInput)
        return not is_secret and name not in self.made_by_us and not isinstance(field, NOT_WORDS)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, after all cleaning
        now = confirmation.current()
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
                self.add_error(name, forms.ValidationError(self._sentence(self.cleaned_data[name], now), code=CODE))

    def _is_checked(self, name: str) -> bool:
        return name in self.fields and self.holds_words(name)

    def _sentence(self, value: Any, now: Confirmation) -> str:
        """What is said beside the field: where it seems to be, and what this person can do."""
        if not self.can_confirm:
            text = _("This looks like a CPR number: “%(place)s”. Take it out.")
        elif now.may_confirm:
            text = _("This looks like a CPR number: “%(place)s”. Take it out, or tick that it is none.")
        else:
            text = _(
                "This looks like a CPR number: “%(place)s”. Take it out. Is it something else, your leader can write "
                "it."
            )
        return text % {"place": place(value)}

    @property
    def numbers_refused(self) -> bool:
        """A field was refused because of a number."""
        return any(error.code == CODE for errors in self.errors.as_data().values() for error in errors)


class Form(CprCheckMixin, forms.Form):
    """What our forms begin with."""

    #: After a conflict: the fields in which somebody else's text differs (see ChangeForm).
    differences: list[dict[str, str]] = []
    is_conflict = False

    def refuse(self, refusal: Refusal) -> None:
        """Says no beside the field that the refusal names, otherwise on top; the same for those it came with."""
        self.is_conflict = isinstance(refusal, Conflict)
        for one in refusal.every:
            self.add_refusal(one)

    def add_refusal(self, refusal: Refusal) -> None:
        """One refusal as an error of the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)


def to_confirm(field: Any) -> dict[str, Any] | None:
    """For drawing the tick box under a field: its value, and whether it is ticked. None where there is none."""
    numbers = getattr(field.form, "numbers", {}).get(field.name)
    now = confirmation.current()
    if not numbers or not field.form.can_confirm or not now.may_confirm:
        return None
    return {"name": TICK, "value": numbers, "ticked": set(numbers.split()) <= now.ticked}
