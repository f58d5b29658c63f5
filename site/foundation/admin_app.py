"""The Wagtail admin without its own mails about workflows, which it sends within the request.

People are told by our messages and tasks (docs/decisions/0006-mail-is-a-task.md).
"""

from django.core.exceptions import ImproperlyConfigured
from wagtail.admin.apps import WagtailAdminAppConfig


class AdminConfig(WagtailAdminAppConfig):
    def ready(self) -> None:
        super().ready()
        from wagtail.models import TaskState, WorkflowState
        from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

        for signal, sender, name in (
            (task_submitted, TaskState, "group_approval_task_submitted"),
            (workflow_submitted, WorkflowState, "workflow_state_submitted"),
            (workflow_rejected, WorkflowState, "workflow_state_rejected"),
            (workflow_approved, WorkflowState, "workflow_state_approved"),
        ):
            if not signal.disconnect(sender=sender, dispatch_uid=f"{name}_email_notification"):
                raise ImproperlyConfigured(f"Wagtail connects its mails in another way: {name}")
