"""Signal handlers of news and guidance."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import TaskState
from wagtail.signals import page_published, page_unpublished, task_submitted

from accounts.user import User
from media.media_item import MediaItem
from media.signals import item_will_be_deleted
from meetings.articles.files.file_rows import remove_file_from_articles, write_file_rows
from meetings.articles.list_sections import list_sections
from meetings.articles.notifications import notify_new, notify_submitted
from meetings.articles.pages import ArticlePage, SectionPage
from meetings.moderation.models import StepDecision
from meetings.moderation.signals import document_approved
from meetings.moderation.submissions import publish_submission, submitted_page


@receiver(page_published, sender=ArticlePage, dispatch_uid="an_article_is_published")
def on_article_published(*, instance: ArticlePage, **_signal: object) -> None:
    """Also sent when it is only scheduled: then it is not live."""
    write_file_rows(instance)
    list_sections()
    if instance.live and instance.first_published_at == instance.last_published_at:
        notify_new(instance)


@receiver(page_unpublished, sender=ArticlePage, dispatch_uid="an_article_is_taken_down")
def on_article_taken_down(*, instance: ArticlePage, **_signal: object) -> None:
    write_file_rows(instance)
    list_sections()


@receiver(page_published, sender=SectionPage, dispatch_uid="a_section_is_published")
@receiver(page_unpublished, sender=SectionPage, dispatch_uid="a_section_is_taken_down")
@receiver(post_delete, sender=SectionPage, dispatch_uid="a_section_is_deleted")
@receiver(post_delete, sender=ArticlePage, dispatch_uid="an_article_is_deleted")
def list_changed_sections(**_signal: object) -> None:
    list_sections()


@receiver(item_will_be_deleted, dispatch_uid="remove_file_from_articles")
def remove_deleted_file_from_articles(*, item: MediaItem, **_signal: object) -> None:
    remove_file_from_articles(item)


@receiver(document_approved, sender=ArticlePage, dispatch_uid="publish_an_approved_article")
def publish_what_was_approved(*, revision_id: int, decision: StepDecision, **_signal: object) -> None:
    publish_submission(revision_id=revision_id, by=decision.by)


@receiver(task_submitted, sender=TaskState, dispatch_uid="tell_editors_of_a_submitted_article")
def notify_other_editors(*, instance: TaskState, user: User | None, **_signal: object) -> None:
    page = submitted_page(instance, ArticlePage)
    if page is not None:
        notify_submitted(page, user)
