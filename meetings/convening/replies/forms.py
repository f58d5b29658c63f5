"""Forms of answers to the invitation."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.html import escape
from django.utils.translation import gettext_lazy

from foundation.cpr_forms.forms import Form
from meetings.convening.calendar_file import is_required
from meetings.convening.replies.reply_to_invitation import Substitute
from meetings.meeting.enums import Reply
from meetings.meeting.participant import Participant
from meetings.meeting.participants.invited import InvitedPerson

#: In the participant's own words.
OWN_WORDS = [
    (Reply.COMING, gettext_lazy("I come")),
    (Reply.NOT_COMING, gettext_lazy("I cannot come")),
    (Reply.NOT_SURE, gettext_lazy("I do not know yet")),
]

UNANSWERED = "none"


class InviteeReplyForm(Form):
    """The answer of one invited person."""

    can_confirm = False
    use_required_attribute = False
    reply = forms.ChoiceField(label=gettext_lazy("Do you come?"), choices=OWN_WORDS, widget=forms.RadioSelect)
    note = forms.CharField(label=gettext_lazy("A line to the leader"), max_length=300, required=False)


class ReplyForm(InviteeReplyForm):
    """The answer of one participant of a meeting. Only who must take part can send somebody else."""

    substitute_name = forms.CharField(label=gettext_lazy("Name"), max_length=150, required=False)
    substitute_email = forms.CharField(
        label=gettext_lazy("E-mail"), max_length=254, required=False, widget=forms.EmailInput
    )

    def __init__(self, data: QueryDict | None, *, participant: Participant) -> None:
        initial = {
            "reply": participant.reply,
            "note": participant.reply_note,
            "substitute_name": participant.substitute_name,
            "substitute_email": participant.substitute_email,
        }
        super().__init__(data, initial=initial)
        if not is_required(participant):
            del self.fields["substitute_name"], self.fields["substitute_email"]

    @property
    def names_substitute(self) -> bool:
        """Whether something stands in the fields of the substitute, or is wrong with them."""
        names = {"substitute_name", "substitute_email"} & set(self.fields)
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def substitute(self) -> Substitute:
        """Of a valid form."""
        data = self.cleaned_data
        return Substitute(data.get("substitute_name", ""), data.get("substitute_email", ""))


class NoteRepliesForm(Form):
    """One field for each person who is invited, named by its id."""

    def __init__(self, data: QueryDict | None, *, people: Iterable[InvitedPerson]) -> None:
        super().__init__(data)
        for one in people:
            self.fields[f"reply_{one.pk}"] = forms.ChoiceField(
                label=one.name,
                choices=[(UNANSWERED, gettext_lazy("Has not answered")), *Reply.choices],
                initial=one.reply or UNANSWERED,
                help_text=escape(one.described),
                show_hidden_initial=True,  # who answered while the page was open keeps that answer
            )

    def replies(self) -> dict[int, str]:
        """The answers that were changed on the page, by id, "" for none, of a valid form."""
        sent = {name: self.cleaned_data[name] for name in self.changed_data}
        return {int(name.removeprefix("reply_")): "" if value == UNANSWERED else value for name, value in sent.items()}
