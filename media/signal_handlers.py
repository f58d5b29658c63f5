"""Receivers: delete the files and the upload of a deleted item, also when its evidence was deleted, and the reasons
given in objections to it; refuse items whose task was given up.
"""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from foundation.task_queue.signals import task_parked
from media.delete_files import remove_files
from media.enums import ObjectionDecision
from media.ingest.prepare import give_up
from media.ingest.received_files import received_files
from media.media_item import MediaItem
from media.privacy.objection import Objection
from media.tasks import prepare_media


@receiver(post_delete, sender=MediaItem)
def delete_files_with_the_row(sender: object, instance: MediaItem, **kwargs: object) -> None:
    _forget_reasons(instance)
    transaction.on_commit(partial(remove_files, instance.stored_paths(), instance.storage_folder), robust=True)
    transaction.on_commit(partial(received_files().remove, instance.key), robust=True)


def _forget_reasons(item: MediaItem) -> None:
    """Delete the reasons of objections to a deleted item, and settle undecided ones.

    That somebody objected and when is kept, so that the municipality can show that it acted.
    """
    objections = Objection.objects.filter(item_key=item.key)
    objections.exclude(reason="").update(reason="")
    objections.filter(decision=ObjectionDecision.PENDING).update(decision=ObjectionDecision.UPHELD)


@receiver(task_parked)
def refuse_file_of_parked_task(sender: object, path: str, args: list[str], **kwargs: object) -> None:
    if path == prepare_media.module_path:
        give_up(key=UUID(args[0]))
