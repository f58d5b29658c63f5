"""Forms in which people write: a CPR number does not get past them."""

from typing import TYPE_CHECKING, Any

from django import forms

from foundation.errors import Conflict, Refusal
from foundation.no_cpr import wall

CODE = "cpr"
#: The name of the tick box; its value is the tokens of the field's numbers.
CONFIRMED = "not_cpr"

if TYPE_CHECKING:
    Base = forms.BaseForm
else:
    Base = object


class WithoutNumbers(Base):
    """For every form whose text is stored. A field that seems to hold a CPR number is refused, and the form comes back
    with everything in it.

    Leaders can tick that it is none. What the field held before (`initial`) was let through then and is not asked about
    again, so that a colleague can go on writing.
    """

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, after all cleaning
        now = wall.current()
        before: frozenset[str] | None = None
        self.numbers: dict[str, str] = {}
        for name, value in list(self.cleaned_data.items()):
            if name not in self.fields or isinstance(self.fields[name].widget, forms.PasswordInput | forms.HiddenInput):
                continue
            found = wall.tokens(value)
            if not found:
                continue
            if before is None:
                before = wall.tokens([self.get_initial_for_field(field, key) for key, field in self.fields.items()])
            new = found - before
            self.numbers |= {name: " ".join(sorted(new))} if new else {}
            if new <= now.ticked and (now.may_confirm or not new):
                now.let_through |= found
                now.confirmed |= {self.add_prefix(name)} if new else set()
            else:
                self.add_error(name, forms.ValidationError(wall.sentence(value, now), code=CODE))

    @property
    def numbers_refused(self) -> bool:
        """A field was refused because of a number."""
        return any(error.code == CODE for errors in self.errors.as_data().values() for error in errors)


class Form(WithoutNumbers, forms.Form):
    """What the house's forms begin with."""

    #: After a conflict: the fields in which somebody else's text differs (see ChangeForm).
    differences: list[dict[str, str]] = []
    is_conflict = False

    def refuse(self, refusal: Refusal) -> None:
        """Says no beside the field that the refusal names, otherwise on top."""
        self.is_conflict = isinstance(refusal, Conflict)
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)


def to_confirm(field: Any) -> dict[str, Any] | None:
    """For drawing the tick box under a field: its value, and whether it is ticked. None where there is none."""
    numbers = getattr(field.form, "numbers", {}).get(field.name)
    now = wall.current()
    if not numbers or not now.may_confirm:
        return None
    return {"name": CONFIRMED, "value": numbers, "ticked": set(numbers.split()) <= now.ticked}
