"""All routes, and the roles that get an answer there. A new route without a line here fails the leak test.

`words` makes the URL arguments from a Place; `own` are the roles that get an answer for their own unit. Everybody
else, and everybody for a foreign or missing object, gets 404; visitors are redirected to the sign-in page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.roles import Right, Role, roles_with
from meetings.units.url_prefixes import meeting_url_kwargs, unit_url_kwargs
from tests.leaks.stage import Place

Words = Callable[[Place], dict[str, Any]]
EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class Expected:
    """`own`: roles that get anything but 404 for GET or POST. `wide`: the object belongs to no unit."""

    own: frozenset[Role]
    words: Words | None = None
    public: bool = False
    missing: dict[str, Any] | None = None

    @property
    def wide(self) -> bool:
        return self.words is None


def unit(place: Place) -> dict[str, Any]:
    return unit_url_kwargs(place.unit)


def meeting(place: Place) -> dict[str, Any]:
    return meeting_url_kwargs(place.this_year)


def agenda_item(place: Place) -> dict[str, Any]:
    return {**meeting(place), "item": str(place.this_year.items.order_by("pk")[0].block_id)}


def approved(place: Place) -> dict[str, Any]:
    return meeting_url_kwargs(place.last_year)


def submitted(place: Place) -> dict[str, Any]:
    return meeting_url_kwargs(place.submitted.meeting)


def of_remark(place: Place) -> dict[str, Any]:
    return {**submitted(place), "part": "adjust_frame"}


def of_item(place: Place) -> dict[str, Any]:
    return {**submitted(place), "part": "sections", "row": "a-section"}


def draft(place: Place) -> dict[str, Any]:
    return {**meeting(place), "pk": place.draft.pk}


def shared(place: Place) -> dict[str, Any]:
    return {**meeting(place), "pk": place.shared.pk}


def shared_slug(place: Place) -> dict[str, Any]:
    return {**meeting(place), "slug": place.shared.slug}


def figures(place: Place) -> dict[str, Any]:
    return {**meeting(place), "pk": place.figures.pk}


def test_results(place: Place) -> dict[str, Any]:
    return {**meeting(place), "pk": place.test_results.pk}


def agreement(place: Place) -> dict[str, Any]:
    return {"pk": place.agreement.pk}


def wish(place: Place) -> dict[str, Any]:
    return {"pk": place.brought.support_requests.get().pk}


def proposal(place: Place) -> dict[str, Any]:
    return {"slug": place.proposed.slug}


def draft_note(place: Place) -> dict[str, Any]:
    return {"slug": place.draft_note.slug}


def approved_note(place: Place) -> dict[str, Any]:
    return {"slug": place.approved_note.slug}


def objection(place: Place) -> dict[str, Any]:
    return {"pk": place.objection.pk}


def all_of(*rights: Right) -> frozenset[Role]:
    return frozenset.intersection(*(roles_with(right) for right in rights))


PUBLIC = Expected(EVERYBODY, public=True)
NO_SUCH_PK = {"pk": 999999}
NO_SUCH_NOTE = {"slug": "findes-ikke"}
NO_SUCH_ITEM = {"item": "00000000-0000-4000-8000-000000000000"}

SITE: dict[str, Expected] = {
    # Open to all
    **dict.fromkeys(
        [
            "account_login",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key_done",
            "account_signup",
            "account_inactive",
            "colours",
            "accessibility_statement",
            "accessibility",
            "privacy",
            "language",
            "security_txt",
            *("component_page", "presentation_page"),  # of developers
        ],
        PUBLIC,
    ),
    # Anybody who is signed in
    "account_logout": Expected(EVERYBODY),
    "account_change_password": Expected(EVERYBODY),
    "sessions": Expected(EVERYBODY),
    "mfa_index": Expected(EVERYBODY),
    "notification_choices": Expected(EVERYBODY),
    "notation_preview": Expected(EVERYBODY),
    # People
    "people": Expected(roles_with(Right.MANAGE_ALL_PEOPLE)),
    "people_new": Expected(roles_with(Right.MANAGE_ALL_PEOPLE)),
    "people_file": Expected(roles_with(Right.MANAGE_ALL_PEOPLE)),
    "first_day": Expected(roles_with(Right.MANAGE_ALL_PEOPLE)),
    "first_day_municipality": Expected(roles_with(Right.MANAGE_ALL_PEOPLE)),
    "people_sheet": Expected(roles_with(Right.MANAGE_ALL_PEOPLE)),
    "directory_rules": Expected(roles_with(Right.MANAGE_ALL_PEOPLE)),
    "directory_rule_new": Expected(roles_with(Right.MANAGE_ALL_PEOPLE)),
    "directory_trial_sign_in": Expected(roles_with(Right.MANAGE_ALL_PEOPLE)),
    "units": Expected(roles_with(Right.MANAGE_UNITS)),
    "area_new": Expected(roles_with(Right.MANAGE_UNITS)),
    "unit_new": Expected(roles_with(Right.MANAGE_UNITS)),
    "unit_people": Expected(roles_with(Right.MANAGE_UNIT_PEOPLE), unit),
    "unit_people_add": Expected(roles_with(Right.MANAGE_UNIT_PEOPLE), unit),
    "unit_people_end": Expected(
        roles_with(Right.MANAGE_UNIT_PEOPLE),
        lambda place: {**unit(place), "pk": place.membership.pk},
        missing=NO_SUCH_PK,
    ),
    "unit_people_hand_over": Expected(
        roles_with(Right.MANAGE_UNIT_PEOPLE),
        lambda place: {**unit(place), "pk": place.membership.pk},
        missing=NO_SUCH_PK,
    ),
    "unit_see_as": Expected(roles_with(Right.MANAGE_UNIT_PEOPLE) | {Role.ADMINISTRATOR}, unit),
    "role_preview_page": Expected(NOBODY, unit),  # for those who see as another role: test_see_as.py
    "unit_edit": Expected(roles_with(Right.EDIT_PROFILE), unit),
    **dict.fromkeys(("operation", "health"), Expected(roles_with(Right.SEE_OPERATION))),
    "event_log": Expected(roles_with(Right.SEE_EVENT_LOG)),
    "data_protection": Expected(roles_with(Right.KEEP_DATA_PROTECTION)),
    "processor_new": Expected(roles_with(Right.KEEP_DATA_PROTECTION)),
    "event_log_file": Expected(roles_with(Right.SEE_EVENT_LOG)),
    "access_exports": Expected(roles_with(Right.EXPORT_MEETING)),
    "access_export_meeting": Expected(roles_with(Right.EXPORT_MEETING)),
    "access_export_person": Expected(roles_with(Right.EXPORT_PERSON)),
    # Template and year
    "template_import": Expected(roles_with(Right.EDIT_TEMPLATES)),
    "template_copy": Expected(roles_with(Right.EDIT_TEMPLATES)),
    "year_overview": Expected(roles_with(Right.SEE_YEAR_OVERVIEW)),
    "overview_print": Expected(roles_with(Right.SEE_YEAR_OVERVIEW)),
    "overview_workbook": Expected(roles_with(Right.SEE_YEAR_OVERVIEW)),
    "year": Expected(roles_with(Right.SEE_YEAR_OVERVIEW)),
    "calendar_feed": Expected(EVERYBODY),
    # Meeting
    "meeting_agenda": Expected(roles_with(Right.SHAPE_AGENDA), meeting),
    "preparation": Expected(all_of(Right.SEE_MEETING), meeting),
    "preparation_step": Expected(
        roles_with(Right.PREPARE), lambda place: {**meeting(place), "pk": place.step.pk}, missing=NO_SUCH_PK
    ),
    "preparation_times": Expected(roles_with(Right.PREPARE), meeting),
    "preparations": Expected(frozenset({Role.CONSULTANT})),
    "template_difference": Expected(roles_with(Right.SHAPE_AGENDA), meeting),
    "participants": Expected(roles_with(Right.CONVENE), meeting),
    "hold_meeting": Expected(roles_with(Right.HOLD), meeting),
    "cancel_meeting": Expected(roles_with(Right.CANCEL), meeting),
    "reopen_meeting": Expected(roles_with(Right.CANCEL), approved),
    "meeting_replies": Expected(roles_with(Right.CONVENE), meeting),
    "remind_participants": Expected(roles_with(Right.CONVENE), meeting),
    "confirm_substitute": Expected(
        roles_with(Right.CONVENE),
        lambda place: {**meeting(place), "pk": place.this_year.participants.order_by("pk")[0].pk},
        missing=NO_SUCH_PK,
    ),
    "meeting_update": Expected(roles_with(Right.CONVENE), meeting),
    "convene": Expected(roles_with(Right.CONVENE), meeting),
    "meeting_calendar": Expected(all_of(Right.SEE_MEETING), meeting),
    "search": Expected(EVERYBODY),
    # What the unit brings
    "statements": Expected(all_of(Right.SEE_MEETING), meeting),
    "save_statement": Expected(
        roles_with(Right.WRITE_STATEMENTS),
        lambda place: {**meeting(place), "pk": place.brought.pk, "key": "ny"},
        missing=NO_SUCH_PK,
    ),
    # Data plan
    "data_plan": Expected(all_of(Right.SEE_MEETING), meeting),
    "data_plan_add": Expected(roles_with(Right.PREPARE), meeting),
    "data_plan_delimit": Expected(roles_with(Right.PREPARE), meeting),
    "data_plan_confirm": Expected(roles_with(Right.PREPARE), meeting),
    **{
        name: Expected(
            roles_with(Right.PREPARE), lambda place: {**meeting(place), "pk": place.line.pk}, missing=NO_SUCH_PK
        )
        for name in ("data_plan_line", "data_plan_remove")
    },
    # Evidence
    "evidence_show": Expected(all_of(Right.SEE_SHARED_EVIDENCE), shared_slug, missing={"slug": "tal-findes-ikke"}),
    "evidence_new": Expected(roles_with(Right.ADD_EVIDENCE), meeting),
    "evidence_create": Expected(
        roles_with(Right.ADD_EVIDENCE), lambda place: {**meeting(place), "kind": "observation"}
    ),
    **{
        name: Expected(roles_with(Right.ADD_EVIDENCE), draft, missing=NO_SUCH_PK)
        for name in ("evidence_edit", "evidence_hand_in", "evidence_remove")
    },
    "figures_new": Expected(roles_with(Right.ADD_EVIDENCE), meeting),
    **{
        name: Expected(roles_with(Right.ADD_EVIDENCE), figures, missing=NO_SUCH_PK)
        for name in ("figures_edit", "figures_show")
    },
    "figures_download": Expected(
        all_of(Right.SEE_SHARED_EVIDENCE), lambda place: {**test_results(place), "form": "csv"}, missing=NO_SUCH_PK
    ),
    "handed_in": Expected(roles_with(Right.SHARE_EVIDENCE), meeting),
    **{
        name: Expected(roles_with(Right.SHARE_EVIDENCE), draft, missing=NO_SUCH_PK)
        for name in ("evidence_about", "evidence_preview")
    },
    "evidence_share": Expected(roles_with(Right.SHARE_EVIDENCE), draft, missing=NO_SUCH_PK),
    "evidence_unshare": Expected(roles_with(Right.SHARE_EVIDENCE), shared, missing=NO_SUCH_PK),
    "evidence_withdraw": Expected(roles_with(Right.SHARE_EVIDENCE), shared, missing=NO_SUCH_PK),
    "evidence_withdraw_file": Expected(
        roles_with(Right.SHARE_EVIDENCE),
        lambda place: {**shared(place), "key": place.shown_photo.key},
        missing=NO_SUCH_PK,
    ),
    # Privacy
    "objections": Expected(roles_with(Right.TAKE_OBJECTION)),
    "objection_find": Expected(roles_with(Right.TAKE_OBJECTION)),
    "objection": Expected(roles_with(Right.TAKE_OBJECTION), objection, missing=NO_SUCH_PK),
    "objection_uphold": Expected(roles_with(Right.TAKE_OBJECTION), objection, missing=NO_SUCH_PK),
    "objection_restore": Expected(roles_with(Right.RESTORE_ITEM), objection, missing=NO_SUCH_PK),
    "objection_to_piece": Expected(roles_with(Right.TAKE_OBJECTION), shared, missing=NO_SUCH_PK),
    "objection_to_file": Expected(
        roles_with(Right.TAKE_OBJECTION),
        lambda place: {**shared(place), "key": place.shown_photo.key},
        missing=NO_SUCH_PK,
    ),
    "deleted_soon": Expected(roles_with(Right.SHARE_EVIDENCE), unit),
    "keep_piece_longer": Expected(roles_with(Right.SHARE_EVIDENCE), shared, missing=NO_SUCH_PK),
    "keep_longer": Expected(
        roles_with(Right.SHARE_EVIDENCE),
        lambda place: {**shared(place), "key": place.shown_photo.key},
        missing=NO_SUCH_PK,
    ),
    # The meeting on its screen
    "live_meeting": Expected(all_of(Right.SEE_MEETING), meeting),
    "live_begin": Expected(roles_with(Right.HOLD), meeting),
    "live_chair": Expected(roles_with(Right.HOLD), meeting),
    "live_command": Expected(roles_with(Right.HOLD), meeting),
    **{
        name: Expected(roles_with(Right.WRITE_MINUTES), agenda_item, missing=NO_SUCH_ITEM)
        for name in ("live_notes", "live_agreement", "live_wish")
    },
    # Presentation
    "presentation": Expected(all_of(Right.SEE_MEETING), meeting),
    "presentation_still": Expected(all_of(Right.SEE_MEETING), meeting),
    "view_log": Expected(roles_with(Right.SEE_VIEW_LOG)),
    "view_log_extract": Expected(NOBODY),  # asked with the things to extract: test_special_routes
    "view_log_of": Expected(
        roles_with(Right.SEE_VIEW_LOG),
        lambda place: {"kind": "image", "key": str(place.shown_photo.key)},
        missing={"key": "00000000-0000-4000-8000-000000000000"},
    ),
    # Minutes
    "minutes_waiting": Expected(roles_with(Right.APPROVE_MINUTES)),
    "minutes_write": Expected(roles_with(Right.WRITE_MINUTES), submitted),
    "minutes_save": Expected(roles_with(Right.WRITE_MINUTES), submitted),
    "minutes_now": Expected(roles_with(Right.WRITE_MINUTES), submitted),
    "minutes_versions": Expected(roles_with(Right.WRITE_MINUTES), of_remark),
    "minutes_row_versions": Expected(roles_with(Right.WRITE_MINUTES), of_item),
    "minutes_submit": Expected(roles_with(Right.SUBMIT_MINUTES), submitted),
    "minutes_sender": Expected(roles_with(Right.SUBMIT_MINUTES), submitted),
    "minutes_withdraw": Expected(roles_with(Right.SUBMIT_MINUTES), submitted),
    "minutes_decide": Expected(roles_with(Right.APPROVE_MINUTES), submitted),
    "minutes_addendum": Expected(roles_with(Right.ADD_ADDENDUM), approved),
    "minutes_round": Expected(roles_with(Right.SUBMIT_MINUTES), submitted),
    # Participants while the round runs: tests/meetings/minutes/remarks.
    "minutes_remarks": Expected(roles_with(Right.WRITE_MINUTES), submitted),
    # Questionnaires
    "meeting_answers": Expected(roles_with(Right.SEE_ANSWERS), approved),
    "meeting_answers_file": Expected(
        roles_with(Right.SEE_ANSWERS),
        lambda place: {**approved(place), "pk": place.answers.pk, "kind": "csv"},
        missing=NO_SUCH_PK,
    ),
    # Documents
    "documents": Expected(all_of(Right.SEE_MEETING), meeting),
    "journal": Expected(roles_with(Right.JOURNALISE)),
    "journal_entry": Expected(roles_with(Right.JOURNALISE), approved),
    # Agreements
    # Central staff have the register, and so may follow its links.
    "agreements": Expected(roles_with(Right.SEE_AGREEMENTS) | roles_with(Right.SEE_AGREEMENT_REGISTER)),
    "agreement": Expected(
        roles_with(Right.SEE_AGREEMENTS) | roles_with(Right.SEE_AGREEMENT_REGISTER), agreement, missing=NO_SUCH_PK
    ),
    "agreement_follow_up": Expected(roles_with(Right.FOLLOW_UP), agreement, missing=NO_SUCH_PK),
    "unit_agreements": Expected(roles_with(Right.SEE_AGREEMENTS), unit),
    # Across the units
    "across": Expected(roles_with(Right.READ_ACROSS)),
    # Wishes
    "wishes": Expected(roles_with(Right.SEE_WISHES)),
    "wish": Expected(roles_with(Right.SEE_WISHES), wish, missing=NO_SUCH_PK),
    **{
        name: Expected(roles_with(Right.ANSWER_WISHES), wish, missing=NO_SUCH_PK)
        for name in ("wish_answer", "wish_assign", "wish_close")
    },
    "unit_wishes": Expected(roles_with(Right.SEE_WISHES), unit),
    "follow_up_talk": Expected(roles_with(Right.FOLLOW_UP_TALK), approved),
    "follow_up_talk_time": Expected(roles_with(Right.FOLLOW_UP_TALK), approved),
    "collect_passages": Expected(roles_with(Right.WRITE_AREA_NOTE)),
    "area_notes": Expected(
        roles_with(Right.WRITE_AREA_NOTE) | roles_with(Right.SEE_FORUM) | roles_with(Right.EDIT_TEMPLATES)
    ),
    **{
        name: Expected(roles_with(Right.WRITE_AREA_NOTE), draft_note, missing=NO_SUCH_NOTE)
        for name in ("note_edit", "note_submit")
    },
    "note_decide": Expected(roles_with(Right.APPROVE_AREA_NOTE), approved_note, missing=NO_SUCH_NOTE),
    "note_ask": Expected(roles_with(Right.WRITE_AREA_NOTE), approved_note, missing=NO_SUCH_NOTE),
    "note_publish": Expected(roles_with(Right.APPROVE_AREA_NOTE), approved_note, missing=NO_SUCH_NOTE),
    "note_take_back": Expected(roles_with(Right.WRITE_AREA_NOTE), approved_note, missing=NO_SUCH_NOTE),
    "note_passage": Expected(
        roles_with(Right.CLEAR_PASSAGE),
        lambda place: {**approved_note(place), "pk": place.quoted.pk},
        missing=NO_SUCH_PK,
    ),
    # Lederforum
    "example_from_evidence": Expected(roles_with(Right.PROPOSE_EXAMPLE), shared, missing=NO_SUCH_PK),
    "example_build": Expected(roles_with(Right.PROPOSE_EXAMPLE), meeting),
    "example_edit": Expected(roles_with(Right.PROPOSE_EXAMPLE), proposal, missing={"slug": "findes-ikke"}),
    "forum_day_new": Expected(roles_with(Right.PLAN_FORUM_DAYS)),
    "example_decide": Expected(roles_with(Right.CLEAR_EXAMPLE), proposal, missing={"slug": "findes-ikke"}),
    # News and guidance
    "follows": Expected(roles_with(Right.READ_ARTICLES)),
    "article_files": Expected(roles_with(Right.EDIT_ARTICLES)),
    "article_file_choices": Expected(roles_with(Right.EDIT_ARTICLES)),
    "article_file_new": Expected(roles_with(Right.EDIT_ARTICLES)),
}

#: Tested one by one in test_special_routes.py, because their answer depends on more than role and unit.
SPECIAL = frozenset(
    {
        "account_reset_password_from_key", "calendar_feed_file", "api", "api_keys", "api_key_remove",  # tests/home/api
        # tests/accounts/test_second_factor.py:
        "account_reauthenticate", "account_set_password", "mfa_activate_totp", "mfa_add_webauthn", "mfa_authenticate",
        "mfa_deactivate_totp", "mfa_download_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn",
        "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
        "live_state", "media_file", "media_states", "minutes_by_link", "person", "person_role_end",
        "person_role_hand_over", "person_sign_in", "reply", "upload", "uploads",
        "directory_answer", "directory_metadata", "directory_response", "directory_response_read",
        # tests/home/data_protection/test_papers.py:
        "data_protection_paper", "data_protection_word", "processor_edit", "processor_remove",
        "directory_rule_edit", "directory_rule_remove", "directory_sign_in", "directory_trial_sign_in_begin",
        "document_file", "document_states", "example_documents", "questionnaire_answer", "questionnaire_answers",
        "questionnaire_answers_file", "questionnaire_by_link", "questionnaire_copy",
        "frame_beside_agenda", "frame_change", "frame_change_new", "frame_insights",
        "note_documents", "trial", "trial_remove",
        "forum_day_answer", "forum_day_calendar", "forum_day_cancel", "forum_day_edit", "forum_day_held",
        "forum_day_invite", "forum_day_invitees", "forum_day_programme", "forum_day_remind", "forum_day_replies",
        "forum_day_reply", "forum_day_show", "forum_day_still",
        "example_archive", "example_list_again", "example_show", "example_supersede", "example_take_down",
        "see_as_stop", "start_year", "start_year_progress", "template_decide", "article_decide",
        "article_file", "article_file_delete", "article_file_hide", "article_file_show_again",
        "follow", "first_day_editor", "first_day_template", "logo", "area_edit", "area_remove", "unit_rename",
        "example_delete_draft", "template_initiatives", "unblock_time", "unit_close", "wagtail_serve",
    }
)  # fmt: skip
