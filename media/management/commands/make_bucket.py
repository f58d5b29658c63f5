"""`manage.py make_bucket`: makes the bucket of the settings, private, unless it is there."""

from typing import Any

from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError

from foundation.infrastructure.object_store import NotInStore, StoreError, with_retries
from media.storage import PrivateFileStorage


class Command(BaseCommand):
    help = "Makes the private bucket of LAERINGSRUM_S3_BUCKET, unless it is there."

    def handle(self, *args: object, **options: object) -> None:
        storage: Any = storages["default"]
        if isinstance(storage, PrivateFileStorage):
            raise CommandError("LAERINGSRUM_S3_BUCKET names no bucket.")
        client, name = storage.connection.meta.client, storage.bucket_name
        try:
            try:
                with_retries(lambda: client.head_bucket(Bucket=name))
                self.stdout.write(f"The bucket {name} is there")
            except NotInStore:
                with_retries(lambda: client.create_bucket(Bucket=name))
                self.stdout.write(f"The bucket {name} is made")
        except StoreError as error:
            raise CommandError(f"The bucket {name} cannot be made: {error}.") from None
