"""Revoke clearance, or remove references, when something an example is based on is hidden, changed or deleted."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from accounts.user import User
from media.media_item import MediaItem
from media.signals import item_will_be_deleted, item_withdrawn
from meetings.evidence.models import Evidence
from meetings.evidence.signals import evidence_hidden, evidence_will_be_deleted
from meetings.figures.models import Dataset
from meetings.figures.signals import figures_changed
from meetings.forum.building.sources import resting_on
from meetings.forum.clear_example import publish_cleared
from meetings.forum.notifications import notify_new_example
from meetings.forum.pages import ExamplePage
from meetings.forum.revoke_clearance import (
    RevokeReason,
    detach_from_evidence,
    remove_item_from_examples,
    revoke_clearance,
)
from meetings.forum.showing.begin_to_show import begin_to_show
from meetings.moderation.models import StepDecision
from meetings.moderation.signals import document_approved
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.models import SupportRequest
from snippets.dataset_type import DatasetType


@receiver(document_approved, sender=ExamplePage)
def show_what_was_cleared(*, page: ExamplePage, revision_id: int, decision: StepDecision, **_signal: object) -> None:
    publish_cleared(example=page, revision_id=revision_id, by=decision.by)


@receiver(page_published, sender=ExamplePage)
def show_what_is_published(*, instance: ExamplePage, **_signal: object) -> None:
    """At the clearance, on the day for which it was planned, and after a correction, which changes no state. Followers
    hear of the first time; while it only waits for its moment it is not live."""
    if instance.live:
        begin_to_show(instance)
        if instance.first_published_at == instance.last_published_at:
            notify_new_example(instance)


@receiver(item_withdrawn, dispatch_uid="examples_of_a_hidden_item_wait")
def revoke_examples_of_hidden_item(*, item: MediaItem, by: User, **_signal: object) -> None:
    revoke_clearance(ExamplePage.objects.filter(media_rows__media_key=item.key), by=by)


@receiver(evidence_hidden, dispatch_uid="examples_of_hidden_evidence_wait")
def revoke_examples_of_hidden_evidence(*, evidence: Evidence, by: User, **_signal: object) -> None:
    """Also for what is taken back as a draft: an example may quote its words and show none of its files."""
    revoke_clearance(ExamplePage.objects.filter(resting_on([evidence.pk])), by=by)


@receiver(post_save, sender=SupportRequest, dispatch_uid="examples_of_withdrawn_wishes_wait")
def revoke_examples_of_withdrawn_wish(*, instance: SupportRequest, raw: bool, **_signal: object) -> None:
    if instance.state == SupportRequestState.WITHDRAWN and not raw:
        with transaction.atomic():
            revoke_clearance(ExamplePage.objects.filter(sources__wish=instance), by=None)


@receiver(figures_changed, dispatch_uid="examples_of_changed_figures_wait")
def revoke_examples_of_changed_figures(*, dataset: Dataset, by: User, **_signal: object) -> None:
    """The clearance was for other figures, or for figures that may no longer leave the meeting."""
    why = RevokeReason.CONFIDENTIAL if dataset.is_confidential else RevokeReason.FIGURES_CHANGED
    revoke_clearance(ExamplePage.objects.filter(resting_on([dataset.evidence_id])), by=by, why=why)


@receiver(post_save, sender=DatasetType, dispatch_uid="examples_of_confidential_types_wait")
def revoke_examples_of_confidential_type(*, instance: DatasetType, raw: bool, **_signal: object) -> None:
    if instance.is_confidential and not raw:
        with transaction.atomic():
            examples = ExamplePage.objects.filter(
                resting_on(Evidence.objects.filter(datasets__type=instance).values("pk"))
            )
            revoke_clearance(examples, by=None, why=RevokeReason.CONFIDENTIAL)


@receiver(evidence_will_be_deleted, dispatch_uid="examples_lose_deleted_evidence")
def detach_examples(*, evidence: Evidence, **_signal: object) -> None:
    """An example is a text of its own with a purpose of its own, so it stays; but its clearance is revoked."""
    revoke_clearance(ExamplePage.objects.filter(resting_on([evidence.pk])), by=None)
    detach_from_evidence(evidence)


@receiver(item_will_be_deleted, dispatch_uid="examples_forget_an_item")
def remove_deleted_item(*, item: MediaItem, **_signal: object) -> None:
    """The example stays, without the deleted item."""
    remove_item_from_examples(item)
