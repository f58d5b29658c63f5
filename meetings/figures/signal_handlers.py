"""Update stored datasets when their type changes."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from meetings.figures.raise_minimum import raise_minimum
from snippets.dataset_type import DatasetType


@receiver(post_save, sender=DatasetType, dispatch_uid="a_raised_minimum_hides_what_is_stored")
def on_dataset_type_saved(*, instance: DatasetType, created: bool, raw: bool, **_signal: object) -> None:
    if not created and not raw:
        raise_minimum(instance, by=None)
