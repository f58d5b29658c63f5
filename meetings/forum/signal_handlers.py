"""What the lederforum does when something that an example rests on is hidden or deleted."""

from typing import Any

from django.dispatch import receiver

from media.item import MediaItem
from media.signals import item_going, item_withdrawn
from meetings.evidence.pages import EvidencePage
from meetings.evidence.signals import evidence_going, evidence_hidden
from meetings.forum.back_to_waiting import back_to_waiting, forget_in_examples, let_go_of
from meetings.forum.pages import ExamplePage


@receiver(item_withdrawn, dispatch_uid="examples_of_a_hidden_item_wait")
def examples_of_a_hidden_item_wait(*, item: MediaItem, by: Any, **_signal: Any) -> None:
    back_to_waiting(ExamplePage.objects.filter(media_rows__media_key=item.key), by=by)


@receiver(evidence_hidden, dispatch_uid="examples_of_hidden_evidence_wait")
def examples_of_hidden_evidence_wait(*, evidence: EvidencePage, by: Any, **_signal: Any) -> None:
    """Only what was hidden; what is taken back as a draft has no example that is shown with it."""
    if evidence.withdrawn_at is not None:
        back_to_waiting(ExamplePage.objects.filter(evidence=evidence.pk), by=by)


@receiver(evidence_going, dispatch_uid="examples_let_go_of_evidence")
def examples_let_go(*, evidence: EvidencePage, **_signal: Any) -> None:
    """An example is a telling of its own, with a purpose of its own; but somebody looks at it anew."""
    examples = ExamplePage.objects.filter(evidence=evidence.pk)
    back_to_waiting(examples, by=None)
    let_go_of(examples)


@receiver(item_going, dispatch_uid="examples_forget_an_item")
def examples_forget(*, item: MediaItem, **_signal: Any) -> None:
    """An example stays without the picture whose time has come."""
    forget_in_examples(item)
