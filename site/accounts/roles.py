"""Roles and rights: the matrix of who may do what, and the scope of each role.

`meetings.units.access`, the groups of the Wagtail admin, docs/roles-and-permissions.md and the tests read this matrix;
nothing else decides what a role may do.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    AGREEMENT_HOLDER = "agreement_holder", _("Agreement holder")
    LEADERSHIP_TEAM = "leadership_team", _("Leadership team")
    STAFF_REPRESENTATIVE = "staff_representative", _("Staff representative")
    BOARD_REPRESENTATIVE = "board_representative", _("Board representative")
    DEPARTMENT_LEADER = "department_leader", _("Department leader")
    HEAD_OF_AREA = "head_of_area", _("Head of schools and daycare")
    CONSULTANT = "consultant", _("Consultant")
    FORUM_MEMBER = "forum_member", _("Leader forum member")
    CENTRAL_EDITOR = "central_editor", _("Central editor")
    ADMINISTRATOR = "administrator", _("Administrator")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data protection officer")


class Scope(models.TextChoices):
    """What a membership with the role refers to."""

    UNIT = "unit", _("one unit")
    AREA = "area", _("one area")
    MUNICIPALITY = "municipality", _("the whole municipality")


class Right(models.TextChoices):
    SEE_UNIT = "see_unit", _("see the unit's page")
    EDIT_PROFILE = "edit_profile", _("write the unit's profile")
    MANAGE_UNIT_PEOPLE = "manage_unit_people", _("manage people and roles in the unit")
    MANAGE_ALL_PEOPLE = "manage_all_people", _("manage people and roles everywhere")
    MANAGE_UNITS = "manage_units", _("create and close units")
    READ_TEMPLATE = "read_template", _("read the template of the year")
    SEE_PLANNED_MEETING = "see_planned_meeting", _("see the meeting before it is convened")
    SEE_MEETING = "see_meeting", _("see the meeting once it is convened")
    CONVENE = "convene", _("set date, room and participants, and convene")
    SHAPE_AGENDA = "shape_agenda", _("add local topics and adjust times")
    PREPARE = "prepare", _("plan the preparation")
    WRITE_STATEMENTS = "write_statements", _("write what the unit brings to the meeting")
    HOLD = "hold", _("record that the meeting was held")
    CANCEL = "cancel", _("cancel or postpone the meeting")
    ADD_EVIDENCE = "add_evidence", _("add evidence to the unit's drafts")
    SEE_DRAFT_EVIDENCE = "see_draft_evidence", _("see the unit's drafts")
    EDIT_ALL_EVIDENCE = "edit_all_evidence", _("edit what colleagues added")
    SHARE_EVIDENCE = "share_evidence", _("share evidence with the meeting")
    SEE_SHARED_EVIDENCE = "see_shared_evidence", _("see evidence shared with the meeting")
    TAKE_OBJECTION = "take_objection", _("hide an item after an objection or a withdrawn consent")
    RESTORE_ITEM = "restore_item", _("show an item again that was hidden after an objection")
    CONFIRM_NO_CPR = "confirm_no_cpr", _("confirm that a text contains no CPR number")
    SEE_VIEW_LOG = "see_view_log", _("see who has seen an item")
    SEE_EVENT_LOG = "see_event_log", _("see the event log: who did and saw what, without the content")
    KEEP_DATA_PROTECTION = (
        "keep_data_protection",
        _("read the papers on data protection, and keep the register of processors"),
    )
    WRITE_MINUTES = "write_minutes", _("write the minutes")
    SUBMIT_MINUTES = "submit_minutes", _("submit the minutes for approval")
    SEE_SUBMITTED_MINUTES = "see_submitted_minutes", _("read the minutes once submitted")
    SEE_APPROVED_MINUTES = "see_approved_minutes", _("read the approved minutes")
    READ_BEFORE_DECISION = "read_before_decision", _("read minutes before the decision")
    APPROVE_MINUTES = "approve_minutes", _("approve the minutes or send them back")
    ADD_ADDENDUM = "add_addendum", _("write an addendum to approved minutes")
    JOURNALISE = "journalise", _("download the package for the records system, and note the case number")
    SEE_ANSWERS = "see_answers", _("read what was answered to the questionnaires of a meeting")
    EXPORT_MEETING = "export_meeting", _("have everything about a meeting put together, for access to documents")
    MAKE_API_KEYS = "make_api_keys", _("let another system read what one may see oneself")
    EXPORT_PERSON = "export_person", _("have everything about a person put together, for the person's right of access")
    SEE_AGREEMENTS = "see_agreements", _("see the unit's agreements")
    FOLLOW_UP = "follow_up", _("write the status of an agreement")
    FOLLOW_UP_TALK = "follow_up_talk", _("set the follow-up talk, and write in it")
    SEE_WISHES = "see_wishes", _("see the unit's wishes and where each stands")
    ANSWER_WISHES = "answer_wishes", _("answer wishes, and say what came of them")
    PROPOSE_EXAMPLE = "propose_example", _("propose an example for the leader forum")
    CLEAR_EXAMPLE = "clear_example", _("clear an example for the leader forum")
    SEE_FORUM = "see_forum", _("see the leader forum")
    READ_ACROSS = "read_across", _("read across the units what they said, as far as one may see it")
    WRITE_AREA_NOTE = "write_area_note", _("write a note for the area of what the units said")
    APPROVE_AREA_NOTE = "approve_area_note", _("approve and publish a note for the area")
    CLEAR_PASSAGE = "clear_passage", _("decide whether the unit's words are shown in a note for the area")
    SEE_FORUM_DAYS = "see_forum_days", _("see the forum days to which one is invited, with their examples")
    PLAN_FORUM_DAYS = "plan_forum_days", _("plan the days of the leader forum and invite to them")
    SEE_YEAR_OVERVIEW = "see_year_overview", _("see the overview of the year")
    START_YEAR = "start_year", _("start a year from a published template")
    OPEN_EDITOR = "open_editor", _("open the editor")
    EDIT_TEMPLATES = "edit_templates", _("write and publish templates")
    READ_ARTICLES = "read_articles", _("read news and guidance")
    READ_LEADERS_ARTICLES = "read_leaders_articles", _("read news and guidance for leaders")
    EDIT_ARTICLES = "edit_articles", _("write and publish news and guidance")
    SEE_AGREEMENT_REGISTER = "see_agreement_register", _("see the register of all agreements")
    SEE_REGISTERS = "see_registers", _("see the registers of wishes, roles and objections")
    SEE_OPERATION = "see_operation", _("see tasks that failed, and try them again")


SCOPE: dict[Role, Scope] = {
    Role.AGREEMENT_HOLDER: Scope.UNIT,
    Role.LEADERSHIP_TEAM: Scope.UNIT,
    Role.STAFF_REPRESENTATIVE: Scope.UNIT,
    Role.BOARD_REPRESENTATIVE: Scope.UNIT,
    Role.DEPARTMENT_LEADER: Scope.UNIT,
    Role.HEAD_OF_AREA: Scope.AREA,
    Role.CONSULTANT: Scope.AREA,
    Role.FORUM_MEMBER: Scope.MUNICIPALITY,
    Role.CENTRAL_EDITOR: Scope.MUNICIPALITY,
    Role.ADMINISTRATOR: Scope.MUNICIPALITY,
    Role.DATA_PROTECTION_OFFICER: Scope.MUNICIPALITY,
}

_TAKES_PART = frozenset(
    {Right.SEE_UNIT, Right.READ_TEMPLATE, Right.SEE_MEETING, Right.SEE_SHARED_EVIDENCE, Right.SEE_APPROVED_MINUTES,
     Right.SEE_AGREEMENTS, Right.READ_ARTICLES}
)  # fmt: skip
_GATHERS = frozenset({Right.SEE_PLANNED_MEETING, Right.ADD_EVIDENCE, Right.SEE_DRAFT_EVIDENCE})
_LEADS = (
    _TAKES_PART
    | _GATHERS
    | {
        Right.SHAPE_AGENDA,
        Right.PREPARE,
        Right.WRITE_STATEMENTS,
        Right.EDIT_ALL_EVIDENCE,
        Right.SHARE_EVIDENCE,
        Right.TAKE_OBJECTION,
        Right.CONFIRM_NO_CPR,
        Right.WRITE_MINUTES,
        Right.SEE_SUBMITTED_MINUTES,
        Right.SEE_ANSWERS,
        Right.FOLLOW_UP,
        Right.SEE_WISHES,
        Right.PROPOSE_EXAMPLE,
        Right.SEE_FORUM,
        Right.READ_LEADERS_ARTICLES,
        Right.EDIT_PROFILE,
    }
)

MATRIX: dict[Role, frozenset[Right]] = {
    Role.AGREEMENT_HOLDER: _LEADS
    | {
        Right.CONVENE,
        Right.HOLD,
        Right.CANCEL,
        Right.MANAGE_UNIT_PEOPLE,
        Right.SUBMIT_MINUTES,
        Right.ADD_ADDENDUM,
        Right.FOLLOW_UP_TALK,
        Right.RESTORE_ITEM,
        Right.SEE_VIEW_LOG,
        Right.CLEAR_PASSAGE,
    },
    Role.LEADERSHIP_TEAM: _LEADS,
    Role.STAFF_REPRESENTATIVE: _TAKES_PART | _GATHERS,
    Role.BOARD_REPRESENTATIVE: _TAKES_PART,
    Role.DEPARTMENT_LEADER: frozenset({Right.SEE_FORUM_DAYS, Right.READ_ARTICLES}),
    Role.HEAD_OF_AREA: _TAKES_PART
    | {
        Right.SEE_PLANNED_MEETING,
        Right.SEE_SUBMITTED_MINUTES,
        Right.APPROVE_MINUTES,
        Right.ADD_ADDENDUM,
        Right.JOURNALISE,
        Right.EXPORT_MEETING,
        Right.MAKE_API_KEYS,
        Right.SEE_ANSWERS,
        Right.FOLLOW_UP,
        Right.FOLLOW_UP_TALK,
        Right.SEE_WISHES,
        Right.ANSWER_WISHES,
        Right.TAKE_OBJECTION,
        Right.RESTORE_ITEM,
        Right.CONFIRM_NO_CPR,
        Right.CLEAR_EXAMPLE,
        Right.SEE_FORUM,
        Right.READ_ACROSS,
        Right.WRITE_AREA_NOTE,
        Right.APPROVE_AREA_NOTE,
        Right.PLAN_FORUM_DAYS,
        Right.READ_LEADERS_ARTICLES,
        Right.SEE_YEAR_OVERVIEW,
        Right.START_YEAR,
    },
    Role.CONSULTANT: _TAKES_PART
    | {
        Right.SEE_PLANNED_MEETING,
        Right.PREPARE,
        Right.WRITE_MINUTES,
        Right.SEE_SUBMITTED_MINUTES,
        Right.JOURNALISE,
        Right.READ_BEFORE_DECISION,
        Right.SEE_ANSWERS,
        Right.FOLLOW_UP,
        Right.FOLLOW_UP_TALK,
        Right.SEE_WISHES,
        Right.ANSWER_WISHES,
        Right.READ_ACROSS,
        Right.WRITE_AREA_NOTE,
        Right.SEE_FORUM,
        Right.PLAN_FORUM_DAYS,
        Right.SEE_YEAR_OVERVIEW,
    },
    Role.FORUM_MEMBER: frozenset({Right.SEE_FORUM, Right.READ_ARTICLES}),
    Role.CENTRAL_EDITOR: frozenset(
        {
            Right.READ_TEMPLATE,
            Right.OPEN_EDITOR,
            Right.EDIT_TEMPLATES,
            Right.READ_ARTICLES,
            Right.READ_LEADERS_ARTICLES,
            Right.EDIT_ARTICLES,
            Right.START_YEAR,
            Right.CLEAR_EXAMPLE,
            Right.SEE_FORUM,
            Right.READ_ACROSS,
            Right.SEE_AGREEMENT_REGISTER,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Right.READ_TEMPLATE,
            Right.OPEN_EDITOR,
            Right.READ_ARTICLES,
            Right.MANAGE_ALL_PEOPLE,
            Right.MANAGE_UNITS,
            Right.START_YEAR,
            Right.SEE_AGREEMENT_REGISTER,
            Right.TAKE_OBJECTION,
            Right.SEE_VIEW_LOG,
            Right.SEE_EVENT_LOG,
            Right.KEEP_DATA_PROTECTION,
            Right.EXPORT_MEETING,
            Right.EXPORT_PERSON,
            Right.SEE_REGISTERS,
            Right.SEE_OPERATION,
        }
    ),
    Role.DATA_PROTECTION_OFFICER: frozenset(
        {
            Right.SEE_VIEW_LOG,
            Right.SEE_EVENT_LOG,
            Right.KEEP_DATA_PROTECTION,
            Right.EXPORT_MEETING,
            Right.EXPORT_PERSON,
        }
    ),
}


def roles_with(right: Right) -> frozenset[Role]:
    """Return all roles that hold `right`, whatever their scope."""
    return frozenset(role for role, rights in MATRIX.items() if right in rights)


#: Roles with access to the Wagtail admin, each with a Django group of the same name.
EDITOR_ROLES = roles_with(Right.OPEN_EDITOR)
