"""One value in a table: a number, or the reason why there is none."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ValueState(TextChoices):
    """A suppressed or missing value is a state, never 0."""

    SHOWN = "shown", _("Shown")
    SUPPRESSED = "suppressed", pgettext_lazy("a figure", "Not shown")  # ikke vist: suppressed
    MISSING = "missing", _("Missing")  # mangler: no figure exists


_SHOWN = ValueState.SHOWN  # a table has many values, and looking up the member costs more than comparing it


@dataclass(frozen=True, slots=True)
class Value:
    """`number` is None unless the state is SHOWN, so a suppressed number can't be drawn, printed or exported by
    mistake."""

    state: ValueState
    number: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.number is not None) != (self.state == _SHOWN):
            raise ValueError("A shown value has a number, and no other value has one.")

    def rounded(self, decimals: int) -> "Value":
        """Round half away from zero, as spreadsheets do."""
        if self.number is None:
            return self
        return Value(_SHOWN, self.number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))

    @classmethod
    def shown(cls, number: Decimal | int) -> Self:
        return cls(ValueState.SHOWN, Decimal(number))


SUPPRESSED = Value(ValueState.SUPPRESSED)
MISSING = Value(ValueState.MISSING)
