"""`manage.py move_files [--check]`: from the data directory to S3 (docs/operating.md, "When it grows")."""

from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.backup.stored_files import files_in
from foundation.infrastructure.object_store import StoreError
from media.ingest.received_on_disk import ReceivedOnDisk, path_of
from media.ingest.refusals import StoreUnavailable
from media.moving.expected_names import expected_names
from media.moving.move_file import MoveOutcome, check_file, move_file
from media.moving.object_store import ObjectStore

REFUSED = 2  # exit code when nothing was begun
REPORT_EVERY = 100  # files


class Command(BaseCommand):
    help = (
        "Copies every stored file of the data directory to the bucket of LAERINGSRUM_S3_BUCKET and reads it back. "
        "Killed, it goes on when it is run again. Deletes nothing. Exits with 0 when the bucket has every file, 1 when "
        "it has not, 2 when it refused to begin."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare")

    def handle(self, *args: object, **options: object) -> None:
        root, store = Path(settings.MEDIA_ROOT), self._store()
        if not root.is_dir():
            raise CommandError(f"There is no folder {root}. Mount it, or set LAERINGSRUM_DATA_DIR.", returncode=REFUSED)
        act = check_file if options["check"] else move_file
        expected, found, counts, size = expected_names(), set(), Counter[MoveOutcome](), 0
        for number, facts in enumerate(files_in(root), start=1):
            name = facts.name
            try:
                outcome = act(name, root, store)
            except (StoreError, OSError) as error:
                raise CommandError(f"{name}: {error}. {self._summary(counts)}. Run the command again.") from None
            counts[outcome] += 1
            if outcome in {MoveOutcome.MISSING, MoveOutcome.DIFFERENT}:
                self.stderr.write(f"{outcome.value}: {name}")
            if outcome != MoveOutcome.GONE:
                found.add(name)
                size += facts.size
            if number % REPORT_EVERY == 0:
                self.stdout.write(f"{number} files, {size / 1_000_000:,.0f} MB …")
                self.stdout.flush()
        self._report_rows(expected, found, store)
        if not options["check"]:
            self._move_waiting()
        self.stdout.write(f"{len(found)} files, {size / 1_000_000:,.1f} MB. {self._summary(counts)}.")
        if wrong := counts[MoveOutcome.MISSING] + counts[MoveOutcome.DIFFERENT]:
            raise CommandError(f"{wrong} files are missing or different in the bucket.")

    def _store(self) -> ObjectStore:
        if not settings.S3_BUCKET:
            raise CommandError("Set LAERINGSRUM_S3_BUCKET and what belongs to it first.", returncode=REFUSED)
        store = ObjectStore()
        try:
            store.require_bucket()
        except StoreError as why:
            raise CommandError(f"The bucket {settings.S3_BUCKET} can't be used: {why}", returncode=REFUSED) from None
        return store

    def _move_waiting(self) -> None:
        """Uploads that wait for a worker, which looks for them in the bucket from now on."""
        from media.ingest.received_in_bucket import ReceivedInBucket

        waiting = list(ReceivedOnDisk().stored_at())
        try:
            for key in waiting:
                with path_of(key).open("rb") as file:
                    ReceivedInBucket().store(File(file, name=""), key)
        except (StoreUnavailable, OSError) as error:
            raise CommandError(f"An upload that waits for a worker could not be moved ({error}).") from None
        if waiting:
            self.stdout.write(f"{len(waiting)} uploads that wait for a worker")

    def _report_rows(self, expected: set[str], found: set[str], store: ObjectStore) -> None:
        """Name files without a row, which `sweep_media` removes, and rows whose file is missing: lost before."""
        for name in sorted(found - expected):
            self.stderr.write(f"no row refers to it: {name}")
        for name in sorted(expected - found):
            try:
                if store.size_of(name) is None:
                    self.stderr.write(f"a row refers to it, and the file is missing: {name}")
            except StoreError as why:
                raise CommandError(f"{name}: {why}") from None

    def _summary(self, counts: Counter[MoveOutcome]) -> str:
        return ", ".join(f"{counts[one]} {one.value}" for one in MoveOutcome if counts[one]) or "no file yet"
