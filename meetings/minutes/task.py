"""The workflow task of the head of area."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, Workflow

from accounts.user import AnyUser


class ChefApprovalTask(Task):
    """One task for all units: whoever may approve minutes of the page's unit may act on it."""

    admin_form_fields: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("approval by the head of area")
        verbose_name_plural = _("approvals by the head of area")

    @classmethod
    def get_description(cls) -> str:
        return str(_("The head of the unit's area approves the minutes or sends them back."))

    def user_can_access_editor(self, obj: object, user: AnyUser) -> bool:
        """Nobody: minutes are never opened in the editor."""
        return False

    def locked_for_user(self, obj: object, user: AnyUser) -> bool:
        """While somebody is deciding, nobody writes."""
        return True

    def get_actions(self, obj: object, user: AnyUser) -> list[tuple[str, str, bool]]:
        """None in the editor; the site's own verbs decide."""
        return []


def approval_workflow() -> Workflow | None:
    """The workflow that holds our task; None only before the first `migrate` has ended."""
    return Workflow.objects.filter(workflow_tasks__task__in=ChefApprovalTask.objects.all()).order_by("pk").first()
