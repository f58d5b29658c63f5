"""What media does outside the request."""

from uuid import UUID

from django_tasks import task


@task()
def prepare_media(kind: str, key: str) -> None:
    """Makes the item `key` ready, or refuses it in words. `kind` is its model's name."""
    from media.ingest.intake import kind_called
    from media.ingest.prepare import prepare

    prepare(kind=kind_called(kind), key=UUID(key))
