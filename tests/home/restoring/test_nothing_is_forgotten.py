"""Every act and every model is asked: does it take something away from readers, so that a restore must do it again?"""

import re

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

from home.event_log.action_labels import ACTION_LABELS

OURS = ("accounts", "foundation", "home", "media", "meetings", "snippets")
TAKES_AWAY = re.compile(
    r"archiv|cancel|clos|days|delet|discard|ended|expir|hid|left_out|lift|object|raised|remov|reset|return|revok|settled|"
    r"short|stop|supersed|taken|unblock|unlist|unpubl|unshar|wait|withdr"
)
#: Acts that sound like it, and why they need not be done again.
NOT_AGAIN = {
    "the row is deleted, which is noted": [
        "directory_rule.removed", "evidence.file_removed", "evidence.removed", "example.discarded",
        "api_key.removed", "example.trial_removed", "feed.stopped",
        "media.deleted", "media.expired", "wish.taken_away",
    ],
    "an objection is noted": ["evidence.objection", "evidence.withdrawn", "media.withdrawn"],
    "its objection was carried out again, and the item is deleted": ["objection.settled_by_deletion"],
    "it is done by date, after a restore too": [
        "log.shortened", "questionnaire.answers_deleted", "view_log.shortened",
    ],
    "a step back in a moderation, read by the same people": [
        "area_note.returned", "area_note.withdrawn", "example.returned", "minutes.returned", "minutes.withdrawn",
        "template.returned", "template.withdrawn",
    ],
    "it can still be read at its address": ["example.archived", "example.superseded"],
    "nobody's words are hidden by it": [
        "area.removed", "processor.removed",
        "account.news_chosen", "agreement.followed_up", "data_plan.line_removed", "data_plan.reminded",
        "evidence.handed_over", "follow.ended", "forum_day.cancelled", "forum_day.reminded",
        "live.ended", "log.head_sent", "meeting.cancelled", "meeting.reminded", "minutes.round_left_out",
        "time.unblocked", "unit.closed", "unit.seen_as_ended", "wish.closed", "wish.reminded", "log.read",
    ],
    "all sign-ins end with a restore": ["person.sessions_ended"],
}  # fmt: skip
#: Models whose rows are never deleted for somebody's sake, and why.
NOT_NOTED = {
    "goes with what it belongs to, or is taken out of it by editing": [
        "meetings.Addendum", "meetings.ArticleFile", "meetings.DataPlanConfirmation", "meetings.DataPlanLine",
        "meetings.DataPlanVersion", "meetings.Dataset", "meetings.Delimitation", "meetings.ExampleMedia",
        "meetings.ExampleSource", "meetings.ForumInviteeLink", "meetings.MeetingItem", "meetings.PreparationStep",
        "meetings.ProgrammePoint", "meetings.Question", "meetings.QuotedPassage", "meetings.ReplyLink",
        "meetings.SearchEntry", "meetings.StepDecision", "meetings.SubmittedVersion", "meetings.TalkLine",
    ],
    "deleted by date or at the end of a round, which is done again": [
        "meetings.Answer", "meetings.AnswerLink", "meetings.BlockedTime", "meetings.Export", "meetings.MinutesLink",
        "meetings.Remark", "meetings.Respondent", "meetings.RoundReader", "meetings.SectionVersion",
        "meetings.SeenValue", "media.Upload", "media.ViewLogEntry", "foundation.AuditEvent", "foundation.SentForm",
        "foundation.QueuedTask",
    ],
    "never deleted while the application runs": [
        "accounts.DirectorySettings", "accounts.SignInSettings", "accounts.User", "foundation.Municipality",
        "home.HomePage", "media.Objection", "media.SharedFolder", "meetings.Agreement", "meetings.AnswerRound",
        "meetings.ApprovalRecord", "meetings.AreaNoteTask", "meetings.ArticleTask",
        "meetings.ArticlesPage", "meetings.ChefApprovalTask", "meetings.ClearanceTask", "meetings.ConsultantTask",
        "meetings.Cycle", "meetings.DocumentSettings", "meetings.FollowUp", "meetings.FollowUpTalk",
        "meetings.ForumDaysPage", "meetings.ForumPage", "meetings.FrameChange", "meetings.Handover",
        "meetings.HeldItem", "meetings.JournalEntry", "meetings.LiveMeeting", "meetings.MeetingPage",
        "meetings.Membership", "meetings.MinutesPage", "meetings.Moderation", "meetings.OtherEditorTask",
        "meetings.QuestionnaireIndexPage", "meetings.RemarkRound", "meetings.SectionPage", "meetings.SentDocument",
        "meetings.TemplateIndexPage", "meetings.TemplatePage", "meetings.UnitPage", "snippets.DataType",
        "snippets.DatasetType", "snippets.Goal", "snippets.Initiative",
    ],
    "removed only before it is used": ["meetings.AreaPage"],
    "not what people wrote": [
        "home.Processor", "accounts.RefreshToken",
        "accounts.Session", "foundation.ExpiryGuard", "foundation.LedgerEntry", "foundation.SealBlock",
        "foundation.WaitingRow", "media.Lease", "meetings.Follow", "meetings.Notification", "meetings.Recipient",
    ],
}  # fmt: skip


def test_every_act_that_takes_something_away_is_carried_out_again_or_has_a_reason() -> None:
    reasons = [act for acts in NOT_AGAIN.values() for act in acts]
    asked = {act for act in ACTION_LABELS if TAKES_AWAY.search(act.partition(".")[2])}
    assert asked - set(settings.CARRIED_OUT_AGAIN) - set(reasons) == set()
    assert set(reasons) <= set(ACTION_LABELS) and not set(reasons) & set(settings.CARRIED_OUT_AGAIN)
    assert set(settings.CARRIED_OUT_AGAIN) - {"page.unpublished"} <= set(ACTION_LABELS)


def test_the_deletion_of_every_model_is_noted_or_has_a_reason() -> None:
    reasons = [label for labels in NOT_NOTED.values() for label in labels]
    ours = {model._meta.label for model in apps.get_models() if model._meta.app_label in OURS}
    assert ours - set(settings.DELETED_AGAIN) - set(reasons) == set()
    assert set(reasons) | set(settings.DELETED_AGAIN) == ours and not set(reasons) & set(settings.DELETED_AGAIN)


def test_the_functions_of_the_settings_exist() -> None:
    for path in (*settings.CARRIED_OUT_AGAIN.values(), *settings.DELETED_AGAIN.values(), *settings.AFTER_RESTORE):
        assert callable(import_string(path))
