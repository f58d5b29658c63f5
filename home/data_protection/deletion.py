"""The paper of deletion times: what is deleted by itself, with the number in force."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.directory.settings import DirectorySettings
from foundation.forms.carry_out_once import SENT_FORMS_KEPT as KEYS_KEPT
from foundation.municipality import RETENTION_FIELDS, ArchiveRule, Municipality
from foundation.task_queue.cleanup import FINISHED_TASKS_KEPT as TASKS_KEPT
from home.data_protection.paper import PaperPart, PaperRow, length, statement, years
from media.ingest.delete_orphans import GIVEN_UP_UPLOAD_AGE
from media.uploading.limits import UPLOAD_LIFETIME
from meetings.clashes.unblock_time import KEPT_AFTER_END as TIMES_KEPT

DELETED = "meetings/evidence/retention/test_delete_expired.py::"


def deletion_times() -> tuple[PaperPart, ...]:
    here = Municipality.here()
    editor, server, fixed = _("Editor, Settings, Municipality"), _("The server's settings"), _("Fixed")
    return (
        PaperPart(
            _("What the units bring"),
            (
                statement(
                    _("Every photo, film, recording, document and contribution has a date of deletion."),
                    "media/privacy/test_privacy.py::test_nothing_is_missing_when_basis_date_and_words_are_there",
                    "meetings/evidence/sharing/test_share_evidence.py::test_everything_missing_of_a_photo_is_named",
                ),
                statement(
                    _("It is deleted that night, with its files, also from examples and earlier versions. What "
                      "approved minutes refer to follows the rule at the end of the table."),
                    DELETED + "test_rows_files_and_references_in_pages_and_revisions_are_deleted",
                ),
                statement(
                    _("The unit sees it thirty days before, and can extend it with a reason, within the maximum."),
                    DELETED + "test_the_list_shows_thirty_days_ahead_the_nearest_first",
                    DELETED + "test_retention_is_extended_within_the_maximum_and_with_a_reason",
                ),
            ),
            _header(),
            (
                *(
                    PaperRow((_labels()[name], length(getattr(here, name)), editor), (DELETED + _TIMES,))
                    for name in RETENTION_FIELDS
                ),
                PaperRow(
                    (_("Maximum for all of these"), length(here.keep_at_most_days), editor),
                    (DELETED + "test_retention_is_extended_within_the_maximum_and_with_a_reason",),
                ),
                _archive(here, editor),
            ),
        ),
        PaperPart(_("Minutes and answers"), header=_header(), rows=tuple(_meeting(here, editor, fixed))),
        PaperPart(
            _("Logs, mails and technical data"), header=_header(), rows=(*_technical(server, fixed), *_directory())
        ),
        PaperPart(
            _("What you decide yourselves"),
            open_points=(
                _("Approved minutes and agreements are not deleted by the system. Journalise them, and agree with "
                  "the municipal archivist when they may be deleted here (order 995 of 2010)."),
                _("Backups: for how many days are they kept? They hold what was deleted meanwhile."),
                _("The web server and the mail server in front have logs of their own."),
            ),
        ),
    )  # fmt: skip


_TIMES = "test_deletion_is_idempotent_and_keeps_items_on_their_last_day"


def _header() -> tuple[str, ...]:
    return _("What"), _("Kept for"), _("Set where")


def _labels() -> dict[str, str]:
    """A kind that the municipality can set and that is not here fails."""
    return {
        "keep_image_days": _("Photos"),
        "keep_film_days": _("Films"),
        "keep_sound_days": _("Sound recordings"),
        "keep_document_days": _("Documents"),
        "keep_words_days": _("Stories and observations"),
        "keep_childrens_voice_days": _("Children's own words"),
        "keep_figures_days": _("Figures"),
    }


def _archive(here: Municipality, editor: str) -> PaperRow:
    what = _("What approved minutes refer to")
    if here.archive_rule == ArchiveRule.KEEP:
        kept = _("%(years)s after the approval, shown to nobody") % {"years": years(here.archive_years)}
        return PaperRow((what, kept, editor), (DELETED + "test_the_archive_keeps_it_shown_to_nobody_and_then_it_goes",))
    return PaperRow((what, _("as all others"), editor), (DELETED + "test_the_municipality_may_decide_otherwise",))


def _meeting(here: Municipality, editor: str, fixed: str) -> list[PaperRow]:
    return [
        PaperRow(
            (_("Approved minutes, agreements"), _("not deleted; journalised"), fixed),
            ("meetings/minutes/test_approved_minutes_stay.py::"
             "test_deleting_the_minutes_or_a_page_above_in_code_raises_protected_error",),
        ),
        PaperRow(
            (_("Remarks on a draft, and links for participants without an account"),
             _("%(length)s after the approval") % {"length": length(here.minutes_link_days)}, editor),
            ("meetings/minutes/remarks/test_round.py::"
             "test_old_remarks_and_links_are_deleted_and_what_stands_is_in_the_record",),
        ),
        PaperRow(
            (_("Earlier versions of draft minutes"), _("until the approval"), fixed),
            ("meetings/minutes/test_save_sections.py::test_are_deleted_when_the_minutes_are_approved",),
        ),
        PaperRow(
            (_("Answers to questionnaires"), _("until the date on the questionnaire"), _("On each questionnaire")),
            ("meetings/questionnaires/test_closing.py::"
             "test_with_names_the_names_stay_until_the_answers_are_deleted",),
        ),
        PaperRow(
            (_("Times that heads of area and consultants have blocked"),
             _("%(length)s after their last day") % {"length": length(TIMES_KEPT.days)}, fixed),
            ("meetings/schedule/test_year.py::"
             "test_is_forgotten_after_a_year",),
        ),
    ]  # fmt: skip


def _technical(server: str, fixed: str) -> list[PaperRow]:
    events = settings.EVENT_LOG_KEEP_YEARS
    hours = round(settings.SESSION_AT_MOST / timedelta(hours=1))
    return [
        PaperRow(
            (_("Who saw what"), length(settings.VIEW_LOG_KEEP_DAYS), server),
            ("meetings/evidence/view_log/test_views_of_evidence.py::"
             "test_old_entries_are_deleted_once_and_the_deletion_is_logged",),
        ),
        PaperRow(
            (_("Who did what"), years(events) if events else _("not deleted"), server),
            ("home/event_log/test_event_log.py::test_acts_stay_unless_the_installation_says_otherwise",),
        ),
        PaperRow(
            (_("Mails that were sent"), length(settings.MAIL_KEEP_DAYS), server),
            ("foundation/mail/test_send_mail.py::"
             "test_old_sent_mails_are_deleted_but_waiting_and_parked_ones_are_not",),
        ),
        PaperRow(
            (_("Documents and packages that somebody had made"), length(settings.EXPORT_KEEP_DAYS), server),
            ("meetings/exports/test_documents.py::"
             "test_a_document_is_deleted_after_a_while_and_what_it_held_stays_noted",),
        ),
        PaperRow(
            (_("The file that was uploaded"), _("until a clean copy is made"), fixed),
            ("media/ingest/test_metadata.py::test_nothing_that_was_planted_is_stored_or_served",
             "media/uploading/test_in_bucket.py::test_a_photo_is_prepared_from_the_bucket_and_gone_from_there"),
        ),
        PaperRow(
            (_("Uploads that were interrupted"), length(UPLOAD_LIFETIME.days), fixed),
            ("media/uploading/test_given_up.py::test_an_abandoned_upload_expires",
             "media/uploading/test_in_bucket.py::test_cancelled_and_expired_uploads_leave_nothing"),
        ),
        PaperRow(
            (_("Uploads that could not be read"), length(GIVEN_UP_UPLOAD_AGE.days), fixed),
            ("media/ingest/test_uploads.py::test_orphans_are_deleted_and_missing_files_are_named",),
        ),
        PaperRow(
            (_("Finished tasks of the server"), length(TASKS_KEPT.days), fixed),
            ("foundation/task_queue/test_queue.py::"
             "test_finished_tasks_are_deleted_after_a_month_but_parked_ones_stay",),
        ),
        PaperRow(
            (_("Sessions"), _("%(count)s hours at most") % {"count": hours}, fixed),
            ("accounts/test_sessions.py::test_a_saved_session_does_not_outlive_twelve_hours",),
        ),
        PaperRow(
            (_("Keys for other systems"), _("until they are removed; they open nothing after their last day"), fixed),
            ("home/api/test_api.py::test_a_key_ends_with_its_day_its_holders_role_and_its_row",
             "home/api/test_api.py::test_holders_see_and_remove_their_own_and_administrators_all"),
        ),
        PaperRow(
            (_("Keys of forms that were sent"), length(KEYS_KEPT.days), fixed),
            ("foundation/forms/test_sent_form.py::test_old_keys_are_deleted",),
        ),
    ]  # fmt: skip


def _directory() -> list[PaperRow]:
    """What the municipality's directory said; nothing where it is not used."""
    directory = DirectorySettings.here()
    if not directory.is_used:
        return []
    where, days = _("Editor, Settings, sign-in with the municipality's account"), length(directory.lapse_days)
    said = PaperRow(
        (_("What the directory said of a person's roles"), _("%(length)s after it said so") % {"length": days}, where),
        ("meetings/units/directory/test_rules.py::test_a_role_lapses_when_it_is_not_confirmed",),
    )
    if not directory.keeps_refresh_tokens:
        return [said]
    kept = _(
        "until the roles it gave lapse (%(length)s), the person is signed out everywhere, or the directory refuses"
    )
    tokens = (
        "accounts/directory/test_refresh_tokens.py::test_the_token_goes_with_what_it_is_for",
        "accounts/directory/test_refresh_tokens.py::test_who_is_refused_is_not_asked_about_again_and_the_roles_lapse",
    )
    return [said, PaperRow((_("Refresh token of a person's last sign-in"), kept % {"length": days}, where), tokens)]
