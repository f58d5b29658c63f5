"""The draft of an impact assessment (GDPR article 35), filled in as far as the system can know it."""

from django.utils.translation import gettext as _

from accounts.adapter import RECENT_SIGN_IN_SECONDS
from foundation.municipality import Municipality
from home.data_protection.measures import measures, sealed_log, second_factor, security_points
from home.data_protection.paper import PaperPart, PaperStatement, length, statement
from home.data_protection.record import recipients


def impact_assessment() -> tuple[PaperPart, ...]:
    return (
        PaperPart(
            _("Why an assessment is needed"),
            (
                statement(
                    _("Pictures, films and words of children are processed, who are vulnerable data subjects, in "
                      "many units and year after year."),
                    "meetings/evidence/sharing/test_handed_in.py::test_every_kind_of_file_is_shared_from_its_card",
                ),
            ),
            open_points=(
                _("The system decides nothing about anybody automatically, and ranks nobody. Confirm that you do "
                  "not use it so (article 22)."),
                _("Is there an earlier assessment, or one shared with other municipalities?"),
            ),
        ),
        PaperPart(_("Necessity and proportionality"), _necessity()),
        recipients(),
        *(_risk(number, *risk) for number, risk in enumerate(_risks(), start=1)),
        PaperPart(_("Rights of the people"), _rights(), open_points=(
            _("Names and addresses that the municipality's account does not give have no page to be corrected on. "
              "Who corrects them?"),
        )),
        PaperPart(_("Security of processing"), measures(), open_points=security_points()),
        PaperPart(
            _("Conclusion"),
            open_points=(
                _("What the parents' boards and the staff (MED) said when they were heard:"),
                _("The data protection officer's advice, with date:"),
                _("The residual risk, and whether it is acceptable:"),
                _("Approved by, with date, and when it is looked at again:"),
            ),
        ),
    )  # fmt: skip


def _necessity() -> tuple[PaperStatement, ...]:
    return (
        statement(
            _("The data plan says what is gathered, by whom and by when, and both sides confirm it."),
            "meetings/data_plan/test_confirm.py::test_both_agree_to_one_version",
        ),
        statement(
            _("A contribution begins as the unit's own. Sharing it with the meeting and with all leaders are two "
              "further steps, each by somebody who answers for it."),
            "meetings/evidence/sharing/test_audience.py::test_a_draft_is_the_units_own",
            "meetings/evidence/sharing/test_audience.py::test_shared_with_a_convened_meeting",
            "meetings/evidence/sharing/test_audience.py::test_shown_in_the_forum",
        ),
        statement(
            _("Photos, films and recordings are shown for %(image)s, %(film)s and %(sound)s, and then deleted, but for "
              "what the archive keeps of approved minutes (see the deletion times).") % _kept(),
            "meetings/evidence/retention/test_delete_expired.py::"
            "test_deletion_is_idempotent_and_keeps_items_on_their_last_day",
        ),
    )  # fmt: skip


def _kept() -> dict[str, str]:
    here = Municipality.here()
    return {kind: length(getattr(here, f"keep_{kind}_days")) for kind in ("image", "film", "sound")}


def _risk(number: int, title: str, *done: PaperStatement) -> PaperPart:
    heading = _("Risk %(number)s: %(title)s") % {"number": number, "title": title}
    return PaperPart(heading, done, open_points=(_("Residual risk: likelihood and severity (low, medium, high):"),))


def _risks() -> tuple[tuple, ...]:
    return (
        (
            _("a child's picture is seen by somebody who may not"),
            statement(
                _("Every file is checked at every fetch, by the rule of the page that shows it."),
                "media/serving/test_serving.py::test_everybody_else_gets_404_for_every_rendition",
                "media/serving/test_serving.py::test_what_is_withdrawn_expired_or_not_ready_is_gone_for_all",
            ),
            statement(
                _("Every address of the site is asked as every role, for own, foreign and missing things."),
                "leaks/test_every_route.py::test_every_role_on_own_foreign_and_missing_objects",
                "leaks/test_every_route.py::test_every_route_has_an_expectation_and_every_expectation_a_route",
            ),
        ),
        (
            _("a picture is shown after somebody objected"),
            statement(
                _("An objection hides at once, wherever it is shown, also while somebody looks at it."),
                "meetings/evidence/objections/test_objections.py::test_the_file_is_hidden_from_everybody",
                "browser/test_objection.py::test_a_photo_is_hidden_while_another_person_looks_at_it",
            ),
            statement(
                _("It stays hidden until the last objection is closed, with a reason."),
                "meetings/evidence/objections/test_objections.py::"
                "test_an_item_stays_hidden_until_the_last_objection_is_closed",
            ),
        ),
        (
            _("a file tells more than it shows, such as where it was taken"),
            statement(
                _("What is hidden in photos, films and documents is removed, and is neither stored nor served."),
                "media/ingest/test_metadata.py::test_nothing_that_was_planted_is_stored_or_served",
            ),
        ),
        (
            _("a person is recognised in figures or in answers"),
            statement(
                _("Small numbers are hidden, and so is whatever they could be computed from."),
                "meetings/figures/suppression/test_solver.py::test_no_set_of_tables_pins_a_suppressed_number",
                "meetings/questionnaires/test_protection.py::"
                "test_no_number_under_the_minimum_is_left_when_meetings_are_subtracted",
            ),
        ),
        (
            _("somebody gets in with another's password"),
            second_factor(
                "accounts/test_second_factor.py::test_the_password_alone_does_not_sign_in",
                "accounts/test_second_factor.py::test_codes_cannot_be_guessed",
            ),
            statement(
                _(
                    "Whoever has one gives it again before roles are given and registers are fetched, unless they gave "
                    "it or signed in less than %(minutes)s minutes ago."
                )
                % {"minutes": RECENT_SIGN_IN_SECONDS // 60},
                "accounts/test_second_factor.py::test_giving_a_role_is_carried_out_after_the_code",
                "accounts/test_second_factor.py::test_a_file_of_the_log_is_fetched_after_the_code",
            ),
        ),
        (
            _("somebody with access looks things up without a purpose in their work"),
            statement(
                _(
                    "Whoever opens something in which children can be recognised, or approved minutes, is logged with "
                    "role and time, one row in ten minutes for each thing. The unit's leader and you can read the log."
                ),
                "media/serving/test_serving.py::test_only_items_with_recognisable_children_are_logged",
                "meetings/evidence/view_log/test_views_of_evidence.py::test_the_agreement_holder_sees_who_when_and_why",
                "home/event_log/test_event_log.py::test_the_data_protection_officer_opens_logs_papers_and_extracts_and_nothing_else",
            ),
            sealed_log(),
        ),
        (
            _("an uploaded file attacks the server or its readers"),
            statement(
                _("A bad file is refused with a message; what is served was made anew and can run nothing."),
                "media/ingest/test_battery.py::test_a_bad_file_is_refused_with_a_message",
                "media/serving/test_serving.py::test_every_response_is_private_and_inert",
            ),
        ),
        (
            _("data are lost, or approved minutes are changed"),
            statement(
                _("A backup can be restored elsewhere, and approved minutes are compared with what was approved."),
                "services/backup/test_restored.py::"
                "test_ten_backups_under_writing_are_restored_without_what_was_taken_away",
                "home/event_log/test_event_log.py::test_approved_minutes_are_verified_with_the_log",
            ),
        ),
    )


def _rights() -> tuple[PaperStatement, ...]:
    return (
        statement(
            _("Information (articles 13 and 14): a page on privacy that visitors can read too, "
              "with the cookies and how long the view log is kept."),
            "foundation/test_privacy_page.py::test_every_cookie_that_is_set_is_named",
            "foundation/test_privacy_page.py::test_the_page_says_how_long_the_view_log_is_kept",
        ),
        statement(
            _("Access (article 15): the logs say who saw a thing, without telling the person who asks others' names."),
            "meetings/evidence/view_log/test_views_of_evidence.py::test_the_person_who_asks_gets_no_names",
        ),
        statement(
            _("Rectification (article 16): approved minutes get an addendum. Contributions and drafts are corrected by "
              "those who may write them. The logs are not corrected."),
            "meetings/evidence/contribution/test_save_evidence.py::test_changes_to_shared_evidence_are_shown_at_once",
            "foundation/audit_seal/test_verify.py::test_an_edited_row_is_named",
            "meetings/minutes/test_add_addendum.py::"
            "test_an_addendum_is_shown_below_the_unchanged_text_and_mailed_to_everybody",
        ),
        statement(
            _("Objection and erasure (articles 17 and 21): taken by a leader or an administrator; it hides at once "
              "and is decided by somebody who answers for it."),
            "meetings/evidence/objections/test_objection_pages.py::test_a_leader_registers_an_objection_from_the_page",
            "meetings/evidence/objections/test_objections.py::test_an_objection_is_decided_once",
        ),
    )  # fmt: skip
