"""Settings of backups, and of the ledger of what was deleted, hidden or withdrawn (docs/decisions/0054)."""

from config import backup_key, environment

#: Encrypts backups; empty: they are not encrypted.
BACKUP_KEY = backup_key.configured_key()
#: Folders of the ledger. Without any, `deletions/` in the data directory.
DELETION_LEDGER = environment.comma_separated("DELETION_LEDGER")
#: Acts of the event log that take something away from readers -> the function that does so again after a restore.
#: tests/home/restoring asks of every act whether it belongs here.
CARRIED_OUT_AGAIN = {
    "area_note.answered": "home.restoring.hide_again.refuse_passage",
    "area_note.taken_back": "home.restoring.hide_again.withdraw_note",
    "evidence.expired": "home.restoring.delete_again.delete_contribution",
    "evidence.unshared": "home.restoring.hide_again.unshare",
    "example.taken_down": "home.restoring.hide_again.take_down_example",
    "example.waits_again": "home.restoring.hide_again.revoke_clearance_of",
    "figures.minimum_raised": "home.restoring.hide_again.raise_minimum",
    "minutes.remark_changed": "home.restoring.hide_again.withdraw_remark",
    "objection.taken": "home.restoring.hide_again.register_objection",
    "objection.upheld": "home.restoring.hide_again.uphold_objection",
    "page.unpublished": "home.restoring.hide_again.unpublish",
    "person.closed": "home.restoring.end_access_again.close_account",
    "person.second_factor_reset": "home.restoring.end_access_again.reset_second_factor",
    "questionnaire.closed": "home.restoring.delete_again.close_round",
    "role.days_changed": "home.restoring.end_access_again.change_days",
    "role.ended": "home.restoring.end_access_again.end_role",
    "role.handed_over": "home.restoring.end_access_again.hand_over_role",
    "wish.withdrawn": "home.restoring.hide_again.withdraw_wish",
}
#: Models whose deleted rows must not come back -> the function that deletes one again.
DELETED_AGAIN = {
    "home.ApiKey": "home.restoring.delete_again.delete_row",
    "media.MediaItem": "home.restoring.delete_again.delete_item",
    "meetings.AreaNotePage": "home.restoring.delete_again.delete_row",
    "meetings.ArticlePage": "home.restoring.delete_again.delete_row",
    "meetings.CalendarFeed": "home.restoring.delete_again.delete_row",
    "meetings.DirectoryRule": "home.restoring.delete_again.delete_row",
    "meetings.Evidence": "home.restoring.delete_again.delete_contribution",
    "meetings.ExamplePage": "home.restoring.delete_again.delete_row",
    "meetings.ForumDayPage": "home.restoring.delete_again.delete_row",
    "meetings.ForumInvitee": "home.restoring.delete_again.delete_row",
    "meetings.Participant": "home.restoring.delete_again.delete_row",
    "meetings.QuestionnairePage": "home.restoring.delete_again.delete_row",
    "meetings.SupportRequest": "home.restoring.delete_again.delete_row",
    "meetings.Trial": "home.restoring.delete_again.delete_row",
}
#: Functions that are called after a restore and return a sentence for the operator, in this order.
AFTER_RESTORE = [
    "media.shared_folders.adopt",
    "home.restoring.invalidate.end_sign_ins",
    "home.restoring.invalidate.delete_by_date",
    "home.restoring.invalidate.delete_files_without_a_row",
    "home.restoring.invalidate.park_mails",
]
