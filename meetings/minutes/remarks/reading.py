"""The page of a round: the draft, with remarks and their forms at each item, for a reader, a writer, or both."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from accounts.user import User
from foundation.cpr_forms.forms import Form
from meetings.minutes.document import ComparedMinutes
from meetings.minutes.enums import MinutesState
from meetings.minutes.remarks.enums import AuthorChoice
from meetings.minutes.remarks.forms import AuthorChoiceForm, RemarkAnswerForm, RemarkForm
from meetings.minutes.remarks.models import Remark, RemarkRound, RoundReader
from meetings.minutes.writing.draft_content import draft_content

#: Stands for the minutes as a whole where the others have the id of an item.
WHOLE_MINUTES = "referatet"


@dataclass(frozen=True)
class ShownRemark:
    """A remark with the forms that this person may fill in; None for those that they may not."""

    remark: Remark
    is_mine: bool
    change: Form | None
    choice: Form | None
    answer: Form | None

    @property
    def element(self) -> str:
        return f"bemaerkning-{self.remark.pk}"

    @property
    def role(self) -> str:
        return "" if self.is_mine else str(self.remark.participant.get_role_display())

    @property
    def status(self) -> str:
        """What has become of it, in words."""
        remark = self.remark
        if remark.is_withdrawn:
            return str(AuthorChoice.WITHDRAWN.label)
        if remark.waits_for_answer:
            return _("Waits for an answer")
        if remark.stands:
            return str(AuthorChoice.KEPT.label)
        return _("Taken into the text")

    @property
    def tone(self) -> str:
        if self.remark.is_withdrawn:
            return "neutral"
        return "attention" if self.remark.waits_for_answer else "info" if self.remark.stands else "done"

    @property
    def may_keep(self) -> bool:
        """Whether the author may keep it: a remark without an answer stands by itself."""
        return self.remark.is_withdrawn or (self.remark.answered_at is not None and not self.remark.choice)

    @property
    def may_withdraw(self) -> bool:
        return not self.remark.is_withdrawn

    @property
    def do(self) -> dict[str, str]:
        """The value of each button."""
        return {name: f"{name}:{self.remark.pk}" for name in ("change", "keep", "withdraw", "answer")}


@dataclass
class ItemRemarks:
    """What is remarked on one item; `key` is its block id, or WHOLE. `form` is for a new remark."""

    key: str
    form: Form | None = None
    remarks: list[ShownRemark] = field(default_factory=list)

    @property
    def do(self) -> str:
        """The value of the button."""
        return f"remark:{self.key}"


@dataclass
class RoundPage:
    """`reader` remarks and sees their own remarks; `writer` sees them all and answers. `bound` is the form that was
    refused, under the name of what it does ("remark:<block id>", "change:7", "answer:7")."""

    remark_round: RemarkRound
    reader: RoundReader | None
    writer: User | None
    today: date
    bound: dict[str, Form] = field(default_factory=dict)

    @property
    def runs(self) -> bool:
        return self.remark_round.runs_on(self.today)

    @property
    def may_remark(self) -> bool:
        return self.reader is not None and self.runs

    def remarks(self) -> list[Remark]:
        """The remarks of all rounds of the minutes that this person may see: authors their own, writers all."""
        rows = Remark.objects.filter(round__minutes=self.remark_round.minutes_id)
        rows = rows.select_related("participant", "item", "answered_by")
        if self.writer is None:
            rows = rows.filter(participant=self.reader.participant_id if self.reader else None)
        return list(rows)

    def is_by_reader(self, remark: Remark) -> bool:
        return self.reader is not None and remark.participant_id == self.reader.participant_id

    def context(self) -> dict[str, object]:
        minutes = self.remark_round.minutes
        at_items = self._at_items()
        readers = list(self.remark_round.readers.all())
        return {
            "minutes": minutes,
            "round": self.remark_round,
            "runs": self.runs,
            "reader": self.reader,
            "is_writer": self.writer is not None,
            "is_draft": minutes.state == MinutesState.DRAFT,
            "document": ComparedMinutes(draft_content(minutes), at_items=at_items),
            "whole": at_items[WHOLE_MINUTES],
            "mine": any(one.is_mine for at in at_items.values() for one in at.remarks),
            "count": sum(len(one.remarks) for one in at_items.values()),
            "waiting": sum(one.remark.waits_for_answer for at in at_items.values() for one in at.remarks),
            "readers_count": len(readers),
            "done_count": sum(one.done_at is not None for one in readers),
            "form": next(iter(self.bound.values()), None),
        }

    def _at_items(self) -> dict[str, ItemRemarks]:
        found: dict[str, ItemRemarks] = defaultdict(lambda: ItemRemarks(""))
        keys = [WHOLE_MINUTES, *(str(block.id) for block in self.remark_round.minutes.meeting.agenda_items)]
        for key in keys:
            form = self._form(f"remark:{key}", RemarkForm(key=key)) if self.may_remark else None
            found[key] = ItemRemarks(key, form)
        for remark in self.remarks():
            key = str(remark.item.block_id) if remark.item is not None else WHOLE_MINUTES
            found[key if key in keys else WHOLE_MINUTES].remarks.append(self._shown(remark))
        return found

    def _shown(self, remark: Remark) -> ShownRemark:
        is_mine = self.is_by_reader(remark)
        is_draft = self.remark_round.minutes.state == MinutesState.DRAFT
        pk = remark.pk
        change = choice = answer = None
        if is_mine and is_draft:
            choice = AuthorChoiceForm(key=f"choice_{pk}", row=remark)
            if self.runs and remark.answered_at is None and not remark.is_withdrawn:
                change = self._form(f"change:{pk}", RemarkForm(key=f"change_{pk}", row=remark))
        if self.writer is not None and is_draft and not remark.is_withdrawn:
            answer = self._form(f"answer:{pk}", RemarkAnswerForm(key=f"answer_{pk}", row=remark))
        return ShownRemark(remark, is_mine, change, choice, answer)

    def _form(self, name: str, unbound: Form) -> Form:
        return self.bound.get(name, unbound)
