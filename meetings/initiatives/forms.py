"""The form of one statement."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from foundation.forms.change_form import ChangeForm
from meetings.initiatives.save_statement import WrittenStatement
from meetings.initiatives.statements import Statement
from meetings.meeting.blocks import questions_of

MAX_TEXT_LENGTH = 5000
MAX_WISH_LENGTH = 1000
WISH_PREFIX = "wish-"


def _text(label: str, max_length: int, rows: int, help_text: str = "") -> forms.CharField:
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=False, max_length=max_length, widget=area, help_text=help_text)


class StatementForm(ChangeForm):
    """The name of an own initiative, a text for each question, and the wishes: those there are, and one more.

    Bound, it has the wishes that were sent, so that one that a colleague adds meanwhile is left alone.
    """

    use_required_attribute = False

    def __init__(self, data: QueryDict | None = None, *, row: Statement) -> None:
        super().__init__(data, row=row)
        self.statement = row
        if row.initiative is None:
            self.fields["title"] = forms.CharField(label=_("Which initiative?"), max_length=200, required=False)
        for name, label in questions_of(row.kind).items():
            self.fields[name] = _text(label, MAX_TEXT_LENGTH, 4)
        for number, name in enumerate(self._wishes(), start=1):
            label = _("Wish for support %(number)s") % {"number": number}
            self.fields[name] = _text(label, MAX_WISH_LENGTH, 2, _("Empty it to take the wish away."))
        self.fields["new_wish"] = _text(
            _("What support could the administration give?"), MAX_WISH_LENGTH, 2,
            _("Each wish is kept by itself, so that it can be followed up. Do not name any child."),
        )  # fmt: skip

    def _wishes(self) -> Iterable[str]:
        if self.is_bound:
            return [
                name
                for name in self.data
                if name.startswith(WISH_PREFIX) and name.removeprefix(WISH_PREFIX).isdecimal()
            ][:50]
        return [f"{WISH_PREFIX}{wish.pk}" for wish in self.statement.wishes]

    @staticmethod
    def initial_from(row: Statement) -> dict[str, object]:
        own = {} if row.initiative else {"title": row.title}
        return {**own, **row.texts, **{f"{WISH_PREFIX}{wish.pk}": wish.text for wish in row.wishes}}

    def written(self) -> WrittenStatement:
        data = self.cleaned_data
        return WrittenStatement(
            title=data.get("title", ""),
            texts={name: data[name] for name in questions_of(self.statement.kind)},
            wishes={
                int(name.removeprefix(WISH_PREFIX)): text for name, text in data.items() if name.startswith(WISH_PREFIX)
            },
            new_wish=data["new_wish"],
        )
