"""`manage.py bucket_rules`: the bucket deletes by itself what we could not."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from foundation.infrastructure.object_store import NotInStore
from media.ingest.refusals import StoreUnavailable

#: Parts of uploads that were not completed: longer than anybody sends one film.
ABORT_AFTER_DAYS = 7
#: Received files: longer than one that was given up is kept (media.ingest.delete_orphans).
KEEP_DAYS = 30


class Command(BaseCommand):
    help = (
        "Writes the rule by which the bucket itself deletes what is left under incoming/, beside rules that it has. "
        "Without a bucket it does nothing. Exits with 1 when the bucket takes no rules: write it by hand then."
    )

    def handle(self, *args: object, **options: object) -> None:
        if not settings.S3_BUCKET:
            return
        from media.incoming_bucket import incoming_bucket  # its client is slow to import

        try:
            incoming_bucket().set_lifecycle(abort_days=ABORT_AFTER_DAYS, keep_days=KEEP_DAYS)
        except (StoreUnavailable, NotInStore):
            raise CommandError(
                "The bucket does not take the rule that deletes what is left under incoming/. Write it by hand "
                '(docs/operating.md, "Several machines").'
            ) from None
        self.stdout.write("The bucket deletes by itself what is left under incoming/")
