"""Settings of the work outside the request: lanes, the engine, attempts, and what is done every night."""

from config import environment, task_engine

#: Lane -> how many of its tasks one worker runs at a time. Photos must not wait for films or a slow mail server.
TASK_LANES = {"default": 2, "mail": 1, "films": 1, "nightly": 1}
#: What dispatches tasks to the workers (docs/decisions/0062). Both keep it as a row of our table.
TASK_ENGINE = task_engine.engine_key(environment.text("TASK_ENGINE", ""), environment.text("DATABASE_URL", ""))
TASKS = {"default": {"BACKEND": task_engine.BACKENDS[TASK_ENGINE], "QUEUES": list(TASK_LANES)}}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None  # our tasks are those of django-tasks
#: A worker that has not renewed its claim for so long is considered dead, and another takes over its task.
TASK_LEASE_SECONDS = environment.number("TASK_LEASE_SECONDS", 30)
#: Seconds to wait after the first, second, … failure of a task. After the last attempt it is parked.
TASK_WAITS = [int(seconds) for seconds in environment.comma_separated("TASK_WAITS", "10,60,600,3600")]
#: Tasks that take `day` (an ISO date). Each is enqueued once a day.
DAILY_TASKS = [
    "meetings.evidence.retention.delete_expired_evidence.delete_expired_daily",
    "meetings.evidence.remind_gatherers.remind_gatherers",
    "meetings.convening.replies.remind_participants.remind_unanswered",
    "meetings.support_requests.remind_late_answers.remind_late_answers",
    "meetings.forum.days.inviting.remind_invitees.remind_forum_days",
    "meetings.minutes.remarks.daily.follow_rounds",
    "meetings.minutes.remarks.daily.delete_old_remarks",
    "meetings.minutes.writing.thin_out_versions.thin_out_versions",
    "meetings.questionnaires.daily.follow_questionnaires",
    "meetings.questionnaires.daily.delete_old_answers",
    "meetings.agreements.remind_owners.remind_owners",
    "meetings.agreements.weekly_digest.note_digests.note_digests",
    "meetings.notifications.mail_waiting.mail_each_morning",
    "meetings.moderation.publish_scheduled.publish_scheduled",
    "meetings.units.people.hand_over_role.begin_handovers",
    "accounts.directory.refresh_metadata.refresh_metadata",
    "accounts.directory.confirm_roles.confirm_roles",
    "meetings.units.directory.lapse_roles.lapse_roles",
    "meetings.clashes.unblock_time.forget_blocked_times",
    "media.tasks.delete_old_views",
    "home.operation.nightly_log.delete_old_events",
    "home.operation.nightly_log.verify_log",
    "foundation.audit_seal.heads.send_head",
    "media.tasks.sweep_files",
    "meetings.exports.making.delete_documents.delete_old_documents",
    "foundation.task_queue.cleanup.clear_sessions",
    "foundation.forms.carry_out_once.forget_sent_forms",
    "foundation.task_queue.cleanup.forget_finished_tasks",
    "foundation.refresh_statistics.refresh_statistics_daily",
]
