"""Context of the operation page: waiting and parked tasks, and whether any worker is running."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.audit_seal.state import log_state
from foundation.backup.state import backup_state
from foundation.task_queue import claims
from foundation.task_queue.dead_letter import parked
from foundation.task_queue.engine import running_workers
from foundation.task_queue.queued_task import QueuedTask

MAX_SHOWN = 50

#: Descriptions of all tasks for operators.
NAMES: dict[str, Promise] = {
    "foundation.mail.send_mail.send_mail": _("Send a mail"),
    "media.tasks.prepare_media": _("Process a file"),
    "meetings.units.people.hand_over_role.begin_handovers": _("Hand over functions whose day has come"),
    "accounts.directory.refresh_metadata.refresh_metadata": _("Fetch the metadata of the municipality's directory"),
    "accounts.directory.confirm_roles.confirm_roles": _("Ask the municipality's directory whether roles still apply"),
    "meetings.units.directory.lapse_roles.lapse_roles": _("End roles that the directory has not confirmed"),
    "meetings.units.directory.lapse_roles.reapply_rules": _("Give and end roles after a rule was changed"),
    "meetings.clashes.unblock_time.forget_blocked_times": _("Delete times that were blocked more than a year ago"),
    "meetings.articles.files.file_rows.remove_file_from_revisions": _(
        "Remove a deleted file from drafts and earlier versions of articles"
    ),
    "meetings.search.update_entries.index_object": _("Bring the search up to date"),
    "meetings.evidence.remind_gatherers.remind_gatherers": _("Remind who gathers for a meeting"),
    "meetings.convening.replies.remind_participants.remind_unanswered": _("Remind who has not answered an invitation"),
    "meetings.support_requests.remind_late_answers.remind_late_answers": _("Remind who owes an answer to a wish"),
    "meetings.forum.days.inviting.remind_invitees.remind_forum_days": _(
        "Remind who has not answered about a forum day"
    ),
    "meetings.minutes.remarks.daily.follow_rounds": _("Follow the rounds for remarks on minutes"),
    "meetings.minutes.remarks.daily.delete_old_remarks": _("Delete old remarks on minutes"),
    "meetings.questionnaires.daily.follow_questionnaires": _("Open, remind about and close questionnaires"),
    "meetings.questionnaires.daily.delete_old_answers": _("Delete old answers to questionnaires"),
    "meetings.agreements.remind_owners.remind_owners": _("Remind whose agreements are due"),
    "meetings.agreements.weekly_digest.note_digests.note_digests": _("Prepare the weekly digests"),
    "meetings.moderation.publish_scheduled.publish_scheduled": _(
        "Publish what was scheduled, and take down what expired"
    ),
    "meetings.notifications.mail_waiting.mail_waiting": _("Write the mails about what has happened"),
    "meetings.notifications.mail_waiting.mail_each_morning": _("Plan the mails of the morning"),
    "meetings.evidence.retention.delete_expired_evidence.delete_expired_daily": _("Delete what has passed its date"),
    "meetings.exports.making.make_document.make_document": _("Make a document that somebody asked for"),
    "meetings.exports.making.delete_documents.delete_old_documents": _("Delete documents that were made a while ago"),
    "meetings.minutes.writing.thin_out_versions.thin_out_versions": _("Thin out earlier versions of minutes"),
    "media.tasks.delete_old_views": _("Delete old entries of the view log"),
    "home.operation.nightly_log.delete_old_events": _("Delete old entries of the event log"),
    "home.operation.nightly_log.verify_log": _("Verify the log"),
    "foundation.audit_seal.heads.send_head": _("Send the head of the log"),
    "media.tasks.sweep_files": _("Remove files that were left behind"),
    "foundation.forms.carry_out_once.forget_sent_forms": _("Delete the keys of sent forms"),
    "foundation.task_queue.cleanup.clear_sessions": _("Remove sign-ins that have ended"),
    "foundation.task_queue.cleanup.forget_finished_tasks": _("Delete finished tasks and sent mails"),
    "foundation.refresh_statistics.refresh_statistics_daily": _("Refresh the statistics of the database"),
    "wagtail.contrib.frontend_cache.tasks.purge_urls_from_cache_task": _("Empty the cache of pages"),
    "wagtail.tasks.delete_file_from_storage_task": _("Delete a file"),
    "wagtail.tasks.update_reference_index_task": _("Update where things are used"),
}


@dataclass(frozen=True)
class TaskRow:
    """One task for an operator: never its arguments, nor the people concerned."""

    pk: int
    name: str
    since: datetime
    tries: int
    error: str = ""


@dataclass(frozen=True)
class WaitingTasks:
    """All waiting tasks of one name: how many, since when the oldest waits, and the most tries that one has had."""

    name: str
    count: int
    since: datetime
    tries: int


@dataclass(frozen=True)
class ReturnedTask:
    """`machine` lacks something that a task needs; `reason` tells the operator what."""

    machine: str
    since: datetime
    reason: str


def operation_context(now: datetime) -> dict[str, object]:
    """Return the template context: `parked` (TaskRow, the oldest first, at most fifty), `waiting` (WaitingTasks), their
    counts, `nobody_works_since` (a datetime, or None), `no_worker_runs` (known with Procrastinate alone), `given_back`
    (list of ReturnedTask), `state` of the log (LogState), and `backup` (BackupState)."""
    tasks, waiting = parked(), _waiting_tasks()
    since = claims.waiting_since(now)
    return {
        "parked": [_row(task) for task in tasks.order_by("pk")[:MAX_SHOWN]],
        "parked_count": tasks.count(),
        "waiting": waiting,
        "waiting_count": sum(tasks.count for tasks in waiting),
        "given_back": _returned_tasks(now),
        "state": log_state(now),
        "backup": backup_state(now),
        "no_worker_runs": running_workers(now) == 0,
        "nobody_works_since": since if since and since < now - claims.TOO_LONG else None,
    }


def _waiting_tasks() -> list[WaitingTasks]:
    """The oldest first."""
    by_path = claims.unfinished().values_list("path")
    rows = by_path.annotate(Count("pk"), since=Min("enqueued_at"), tries=Max("attempts")).order_by("since")
    return [WaitingTasks(str(NAMES.get(path, path)), count, since, tries) for path, count, since, tries in rows]


def _returned_tasks(now: datetime) -> list[ReturnedTask]:
    """Tasks given back in the last claims.TOO_LONG because a machine lacks something, one row a machine and reason."""
    lately = claims.unfinished().filter(given_back_at__gt=now - claims.TOO_LONG).order_by("pk")
    latest = {(task.given_back_by.split("-")[0], task.last_error): task.given_back_at for task in lately[:MAX_SHOWN]}
    return [ReturnedTask(machine, since, reason) for (machine, reason), since in latest.items() if since]


def _row(task: QueuedTask) -> TaskRow:
    return TaskRow(task.pk, str(NAMES.get(task.path, task.path)), task.enqueued_at, task.attempts, task.last_error)
