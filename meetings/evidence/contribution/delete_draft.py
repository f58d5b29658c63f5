"""Delete a draft that nobody outside the unit has seen."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import already_done
from meetings.evidence.pages import EvidencePage
from meetings.evidence.permissions import may_edit
from meetings.evidence.retention.delete_contributions import forget_titles


class WasShared(Refusal):
    """Others may have read it, so it can be withdrawn but not deleted."""


def delete_draft(*, evidence: EvidencePage, by: User) -> None:
    """Delete the draft with its revisions and files. Raises NotAllowed, WasShared, SomebodyWasFirst."""
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can delete it."))
    with transaction.atomic():
        current = EvidencePage.objects.select_for_update(of=("self",)).filter(pk=evidence.pk).first()
        if current is None:
            raise already_done(evidence, _("the draft is deleted"))
        if current.was_ever_shared:
            raise WasShared(_("This has been shared with the meeting. Withdraw it instead: then it is hidden at once."))
        audit.record("evidence.removed", current, by=by, unit_id=current.unit_id, meeting=current.meeting_id)
        DeletePageAction(current, user=by).execute(skip_permission_checks=True)
        forget_titles(evidence.pk)
