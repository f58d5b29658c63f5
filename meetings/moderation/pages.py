"""Pages that are moderated before they are shown."""

from typing import ClassVar

from wagtail.models import Workflow

from accounts.user import User
from foundation.pages import BasePage
from meetings.moderation.enums import ModeratedKind
from meetings.moderation.models import Moderation


class ModeratedPage(BasePage):
    """A page of one kind, moderated by the workflow of that kind."""

    moderated_kind: ClassVar[ModeratedKind]
    #: The field with the person who submitted it; without one the workflow itself knows.
    submitted_by_field: ClassVar[str] = ""

    class Meta:
        abstract = True

    def get_workflow(self) -> Workflow | None:
        """The workflow of the kind while it is active: the one Wagtail starts and asks about."""
        row = Moderation.objects.filter(kind=self.moderated_kind, workflow__active=True).select_related("workflow")
        found = row.first()
        return found.workflow if found else None

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def is_submitted_by(self, user: User) -> bool:
        """Return whether `user` submitted what awaits a decision now."""
        if self.submitted_by_field:
            return getattr(self, f"{self.submitted_by_field}_id") == user.pk
        state = self.current_workflow_state
        return state is not None and state.requested_by_id == user.pk
