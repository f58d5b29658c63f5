"""The minutes of the agenda against the length of the meeting, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.text.danish_formats import duration
from meetings.template.blocks import agenda_items_for
from meetings.units.enums import UnitKind


@dataclass(frozen=True)
class TimeBudget:
    """For one kind of unit. `untimed` counts the items without minutes of their own."""

    kind: UnitKind
    planned: int
    length: int
    untimed: int = 0

    @classmethod
    def of(cls, agenda: Any, *, length: int | None, kind: UnitKind | str) -> "TimeBudget":
        """`agenda` is a StreamValue; breaks count like every other item."""
        times = [block.value["minutes"] for block in agenda_items_for(agenda, kind)]
        planned = sum(time for time in times if time)
        return cls(UnitKind(kind), planned, length or 0, untimed=sum(time is None for time in times))

    @property
    def too_long(self) -> int:
        """Minutes that the items take beyond the meeting; negative when time is left."""
        return self.planned - self.length

    @property
    def fits(self) -> bool:
        return self.too_long == 0 and not self.untimed

    @property
    def words(self) -> str:
        """One or two sentences: what the items take, and what that means."""
        values = {
            "planned": duration(self.planned),
            "length": duration(self.length),
            "over": duration(abs(self.too_long)),
        }
        if self.too_long > 0:
            sentence = _("The items take %(planned)s in all. That is %(over)s too long: the meeting lasts %(length)s.")
        elif self.too_long < 0:
            sentence = _("The items take %(planned)s in all. There is %(over)s left of the meeting's %(length)s.")
        else:
            sentence = _("The items take %(planned)s in all, like the meeting.")
        return " ".join(filter(None, [sentence % values, self._untimed_in_words()]))

    def _untimed_in_words(self) -> str:
        if not self.untimed:
            return ""
        return ngettext(
            "%(count)s item has no time of its own.", "%(count)s items have no time of their own.", self.untimed
        ) % {"count": self.untimed}


def budgets(template: Any) -> list[TimeBudget]:
    """One budget a kind of unit, schools first. `template` has `agenda` and `total_minutes`."""
    return [TimeBudget.of(template.agenda, length=template.total_minutes, kind=kind) for kind in UnitKind]
