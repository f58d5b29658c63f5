"""Compare the minutes of the agenda with the length of the meeting."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.blocks import StreamValue

from foundation.text.danish_formats import duration
from meetings.template.blocks import agenda_items_for
from meetings.units.enums import UnitKind

if TYPE_CHECKING:
    from meetings.template.pages import TemplatePage


@dataclass(frozen=True)
class TimeBudget:
    """Minutes planned and available for one kind of unit. `untimed` counts the items without a time."""

    kind: UnitKind
    planned: int
    length: int
    untimed: int = 0

    @classmethod
    def from_agenda(cls, agenda: StreamValue, *, length: int | None, kind: UnitKind | str) -> "TimeBudget":
        """Sum the minutes of the items for units of `kind`; breaks count like other items."""
        times = [block.value["minutes"] for block in agenda_items_for(agenda, kind)]
        planned = sum(time for time in times if time)
        return cls(UnitKind(kind), planned, length or 0, untimed=sum(time is None for time in times))

    @property
    def too_long(self) -> int:
        """Minutes by which the items exceed the meeting; negative when time is left."""
        return self.planned - self.length

    @property
    def fits(self) -> bool:
        return self.too_long == 0 and not self.untimed

    @property
    def text(self) -> str:
        """One or two sentences: the items' total time, and how it fits the meeting's length."""
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
        return " ".join(filter(None, [sentence % values, self._untimed_text()]))

    def _untimed_text(self) -> str:
        if not self.untimed:
            return ""
        return ngettext(
            "%(count)s item has no time of its own.", "%(count)s items have no time of their own.", self.untimed
        ) % {"count": self.untimed}


def budgets(template: "TemplatePage") -> list[TimeBudget]:
    """Return one budget per kind of unit, schools first."""
    return [TimeBudget.from_agenda(template.agenda, length=template.total_minutes, kind=kind) for kind in UnitKind]
