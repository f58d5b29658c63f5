"""Restore a backup into an empty installation, and do again what was deleted, hidden or withdrawn since."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.module_loading import import_string

from foundation import audit
from foundation.audit_seal.seal_block import SealBlock, last_block
from foundation.audit_seal.seal_waiting import seal_waiting
from foundation.audit_seal.verify import verify
from foundation.backup import fingerprint, unfinished_restore
from foundation.backup.encryption import BackupKey, key_in_settings
from foundation.backup.engine import engine
from foundation.backup.manifest import Manifest, backups_in, read_manifest
from foundation.backup.pool import Pool, database_chunks, locked
from foundation.backup.problem import BackupProblem
from foundation.backup.state import RESTORED
from foundation.backup.stored_files import all_files, delete, save
from foundation.deletion_ledger import ledger_file
from foundation.deletion_ledger.add_entry import write_waiting
from foundation.deletion_ledger.carry_out_again import ReplayResult, carry_out_again
from foundation.deletion_ledger.ledger_file import BACKUP, RESTORE, LedgerLine

log = logging.getLogger("laeringsrum.backup")
#: New rows get keys this far after those of the backup, and again as far for each earlier restore, so that no line of
#: the ledger, and no link in a mail, means a row that was made after the restore.
SEQUENCE_GAP = 100_000
Report = Callable[[str], object]


@dataclass
class RestoreResult:
    """`wrong`: sentences; without any, the installation is as it was, except what was withdrawn since."""

    manifest: Manifest
    carried_out: ReplayResult = field(default_factory=ReplayResult)
    wrong: list[str] = field(default_factory=list)


def restore_backup(
    folder: Path, *, chosen: str = "", replace: bool = False, without_ledger: bool = False, report: Report = print
) -> RestoreResult:
    """Restore the newest backup of `folder`, or the one named `chosen`.

    Raises BackupProblem before anything is changed: the backup is not intact, does not fit, the installation is not
    empty (unless `replace`), the ledger is not that of the backup (unless `without_ledger`), or cannot be written. An
    error later leaves a mark, and nothing starts until a restore has ended (unfinished_restore.py).
    """
    with locked(folder):
        path, key = choose(folder, chosen), key_in_settings()
        manifest = read_manifest(path, key)
        _require_fitting(manifest)
        if not replace:
            _require_empty()
        ledger_lines_since(manifest, without_ledger=without_ledger)
        verify_content(path, manifest, key)
        report(f"{path.name} is intact: {len(manifest.files)} files, {len(manifest.snapshot.tables)} tables")
        result = RestoreResult(manifest)
        gap = SEQUENCE_GAP * _begin_in_ledger(manifest, replace=replace)
        unfinished_restore.begin()
        _restore_files(path, manifest, key)  # before the database, so that every row has its files
        found = engine().load(database_chunks(path, manifest, key))
    _delete_other_files(manifest)
    result.wrong += fingerprint.differences(manifest.snapshot.tables, found)
    result.wrong += _missing_files(manifest)
    report(f"restored: {sum(table.rows for table in found.values())} rows, {len(manifest.files)} files")
    _migrate()
    engine().skip_keys(gap)
    head = last_block()
    if (head.number, head.seal) != manifest.snapshot.head if head else manifest.snapshot.head:
        result.wrong.append("the log does not end where it ended in the backup")
    _carry_out(result, ledger_lines_since(manifest, without_ledger=without_ledger), report)
    unfinished_restore.end()
    return result


def choose(folder: Path, chosen: str = "") -> Path:
    """Return the path of a complete backup. Raises BackupProblem."""
    found = {path.name: path for path in backups_in(folder)}
    if not found:
        raise BackupProblem(f"There is no complete backup in {folder}.")
    if chosen and chosen not in found:
        raise BackupProblem(f"There is no complete backup {chosen} in {folder}. There are: {', '.join(found)}")
    return found[chosen] if chosen else next(iter(found.values()))


def verify_content(path: Path, manifest: Manifest, key: BackupKey | None) -> None:
    """Read the whole backup. Raises BackupProblem for anything that is missing, changed or damaged."""
    for _chunk in database_chunks(path, manifest, key):
        pass
    for sentence in Pool(path.parent, key).damaged(manifest.files):
        raise BackupProblem(sentence)


def ledger_lines_since(manifest: Manifest, *, without_ledger: bool) -> list[LedgerLine]:
    """Return what the ledger has since the backup began, by time. Raises BackupProblem when the ledger does not know
    the backup: it is lost, or is another installation's."""
    if without_ledger:
        return []
    lines = ledger_file.lines_since(BACKUP, manifest.id)
    if lines is None:
        places = ", ".join(ledger_file.places())
        raise BackupProblem(
            f"The ledger of deletions in {places} does not know this backup. Put the "
            "ledger there (LAERINGSRUM_DELETION_LEDGER). With --without-ledger what was deleted, objected to or "
            "withdrawn since the backup comes back."
        )
    return lines


def _begin_in_ledger(manifest: Manifest, *, replace: bool) -> int:
    """Write the acts that only wait in the database that is replaced, and that a restore begins; return how many
    restores the ledger has now. Raises BackupProblem when it cannot be written."""
    try:
        if replace:
            _write_waiting_acts()
        ledger_file.append([LedgerLine(timezone.now(), RESTORE, "", manifest.id)])
        return ledger_file.count_of(RESTORE)
    except OSError as error:
        places = ", ".join(ledger_file.places())
        raise BackupProblem(
            f"The ledger of deletions in {places} cannot be written: {error.strerror}. Nothing was changed."
        ) from error


def _write_waiting_acts() -> None:
    """A database that cannot be read has none to give."""
    try:
        write_waiting()
    except DatabaseError as error:
        log.warning("the database that is replaced cannot be read (%s)", type(error).__name__)


def _require_fitting(manifest: Manifest) -> None:
    if manifest.snapshot.vendor != connection.vendor:
        raise BackupProblem(
            f"The backup is of {manifest.snapshot.vendor}, this installation uses {connection.vendor}. Set "
            "LAERINGSRUM_DATABASE_URL as it was."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = sorted(name for name in set(manifest.migrations) - known if not name.startswith("procrastinate."))
    if unknown:
        raise BackupProblem(
            f"The backup is of a newer version ({manifest.version}; {unknown[0]}). Install that version first."
        )


def _require_empty() -> None:
    user = get_user_model()
    with_tables = user._meta.db_table in connection.introspection.table_names()
    if with_tables and user._default_manager.exists():
        raise BackupProblem("The database is not empty: it has accounts. Restore into a new one, or use --replace.")
    if next(all_files(), None) is not None:
        raise BackupProblem("The files are not empty. Restore into an empty place, or use --replace.")


def _migrate() -> None:
    """A backup of an earlier version gets the tables of this one."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def _restore_files(path: Path, manifest: Manifest, key: BackupKey | None) -> None:
    pool = Pool(path.parent, key)
    for file in manifest.files:
        save(file.name, pool.read(file))


def _delete_other_files(manifest: Manifest) -> None:
    """What the backup does not have: files of what it replaced."""
    names = {file.name for file in manifest.files}
    for other in [facts.name for facts in all_files() if facts.name not in names]:
        delete(other)


def _missing_files(manifest: Manifest) -> list[str]:
    sizes = {facts.name: facts.size for facts in all_files()}
    wrong = [file.name for file in manifest.files if sizes.get(file.name) != file.content.size]
    return [f"the file {name} is missing or has another size" for name in wrong]


def _carry_out(result: RestoreResult, since: list[LedgerLine], report: Report) -> None:
    """What must not come back, and what is not valid any more."""
    write_waiting()
    result.carried_out = carry_out_again(since)
    for act, count in sorted(result.carried_out.done.items()):
        report(f"carried out again: {act} ({count})")
    result.wrong += [f"could not be carried out again: {sentence}" for sentence in result.carried_out.failed]
    for path in settings.AFTER_RESTORE:
        report(import_string(path)())
    with transaction.atomic():
        audit.record(
            RESTORED, last_block() or SealBlock(pk=0), by=None, backup=result.manifest.id,
            begun_at=result.manifest.begun_at.isoformat(), carried_out=sum(result.carried_out.done.values()),
        )  # fmt: skip
    write_waiting()
    seal_waiting()
    result.wrong += [finding.sentence for finding in verify(now=timezone.now()).findings]
