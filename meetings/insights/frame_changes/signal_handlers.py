"""Signal handlers of changes to the frame."""

from django.dispatch import receiver
from wagtail.signals import page_published

from accounts.user import User
from meetings.insights.frame_changes.carry_over import carry_over
from meetings.insights.frame_changes.publish_changes import publish_changes
from meetings.template.pages import TemplatePage
from meetings.template.signals import template_copied


@receiver(template_copied)
def copy_open_changes(*, source: TemplatePage, template: TemplatePage, by: User, **_signal: object) -> None:
    carry_over(source=source, template=template, by=by)


@receiver(page_published, sender=TemplatePage)
def on_template_published(*, instance: TemplatePage, **_signal: object) -> None:
    publish_changes(instance)
