"""Re-exports of the models of all packages, for Django."""

from meetings.agreements.follow_up_talk.models import FollowUpTalk, TalkLine
from meetings.agreements.models import Agreement, FollowUp
from meetings.articles.pages import ArticleFile, ArticlePage, ArticlesPage, SectionPage
from meetings.clashes.models import BlockedTime
from meetings.convening.models import ReplyLink
from meetings.cycle.models import Cycle
from meetings.data_plan.models import DataPlanConfirmation, DataPlanLine, DataPlanVersion, Delimitation
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.sent_document import HeldItem, SentDocument
from meetings.exports.document_settings import DocumentSettings
from meetings.exports.models import Export, JournalEntry
from meetings.figures.models import Dataset
from meetings.follows.models import Follow
from meetings.forum.days.models import ForumInvitee, ForumInviteeLink, ProgrammePoint
from meetings.forum.days.pages import ForumDayPage, ForumDaysPage
from meetings.forum.pages import ExampleMedia, ExamplePage, ExampleSource, ForumPage
from meetings.forum.trials.models import Trial
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage
from meetings.insights.frame_changes.models import FrameChange
from meetings.live.models import LiveMeeting
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant, PreparationStep
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import Addendum, ApprovalRecord
from meetings.minutes.remarks.models import MinutesLink, Remark, RemarkRound, RoundReader
from meetings.minutes.writing.section_version import SectionVersion
from meetings.moderation.models import Moderation, StepDecision
from meetings.moderation.tasks import (
    AreaNoteTask,
    ArticleTask,
    ChefApprovalTask,
    ClearanceTask,
    ConsultantTask,
    OtherEditorTask,
)
from meetings.notifications.models import Notification, Recipient
from meetings.questionnaires.models import Answer, AnswerLink, AnswerRound, Respondent
from meetings.questionnaires.pages import Question, QuestionnaireIndexPage, QuestionnairePage
from meetings.schedule.models import CalendarFeed
from meetings.search.models import SearchEntry
from meetings.support_requests.models import SupportRequest
from meetings.template.pages import TemplateIndexPage, TemplatePage
from meetings.units.directory.models import DirectoryRule, SeenValue
from meetings.units.membership import Membership
from meetings.units.pages import AreaPage, UnitPage
from meetings.units.people.handover import Handover

__all__ = [
    "Addendum",
    "Agreement",
    "Answer",
    "AnswerLink",
    "AnswerRound",
    "ApprovalRecord",
    "AreaNotePage",
    "AreaNoteTask",
    "AreaPage",
    "ArticleFile",
    "ArticlePage",
    "ArticleTask",
    "ArticlesPage",
    "BlockedTime",
    "CalendarFeed",
    "ChefApprovalTask",
    "ClearanceTask",
    "ConsultantTask",
    "Cycle",
    "DataPlanConfirmation",
    "DataPlanLine",
    "DataPlanVersion",
    "Dataset",
    "Delimitation",
    "DirectoryRule",
    "DocumentSettings",
    "Evidence",
    "ExampleMedia",
    "ExamplePage",
    "ExampleSource",
    "Export",
    "Follow",
    "FollowUp",
    "FollowUpTalk",
    "ForumDayPage",
    "ForumDaysPage",
    "ForumInvitee",
    "ForumInviteeLink",
    "ForumPage",
    "FrameChange",
    "Handover",
    "HeldItem",
    "JournalEntry",
    "LiveMeeting",
    "MeetingItem",
    "MeetingPage",
    "Membership",
    "MinutesLink",
    "MinutesPage",
    "Moderation",
    "Notification",
    "OtherEditorTask",
    "Participant",
    "PreparationStep",
    "ProgrammePoint",
    "Question",
    "QuestionnaireIndexPage",
    "QuestionnairePage",
    "QuotedPassage",
    "Recipient",
    "Remark",
    "RemarkRound",
    "ReplyLink",
    "Respondent",
    "RoundReader",
    "SearchEntry",
    "SectionPage",
    "SectionVersion",
    "SeenValue",
    "SentDocument",
    "StepDecision",
    "SupportRequest",
    "TalkLine",
    "TemplateIndexPage",
    "TemplatePage",
    "Trial",
    "UnitPage",
]
