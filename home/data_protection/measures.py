"""Security of processing (GDPR article 32), as the installation is set up now."""

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.directory.settings import DirectorySettings
from accounts.roles import Role
from accounts.second_factor.sign_in_settings import SignInSettings
from foundation.audit_seal.heads import sends_heads
from foundation.deletion_ledger.ledger_file import is_beside_the_data
from home.data_protection.paper import PaperStatement, length, statement

#: Tests that a sentence is about the setting in force.
SETTING = "home/data_protection/test_papers.py::test_a_changed_setting_changes_the_paper"
CHANGED_ROWS = (
    "foundation/audit_seal/test_verify.py::test_an_edited_row_is_named",
    "foundation/audit_seal/test_verify.py::test_a_deleted_row_is_named",
)


def measures() -> tuple[PaperStatement, ...]:
    return (*_sign_in(), *_transport(), *_files(), *_logs(), *_operation())


def security_points() -> tuple[str, ...]:
    """Return what the municipality must see to, as the system cannot."""
    return (
        _("The logo, and what is imported (templates, figures, lists of people), are not scanned for viruses by the "
          "system. Are the computers they come from?"),
        _("The head of the log is kept. Is it where whoever runs the database cannot change it?")
        if sends_heads()
        else _("The head of the log is kept nowhere, so nobody would notice if the end of the log was cut off. Set "
               "where it is sent (the server's settings)."),
        *([_("The ledger of deletions is in the data directory and would be lost with it. Set a folder elsewhere "
             "(the server's settings).")] if is_beside_the_data() else []),
    )  # fmt: skip


def sealed_log() -> PaperStatement:
    if sends_heads():
        return statement(
            _("The log is sealed, and the head of its chain is mailed or written to a file of its own every night. "
              "Compared with it, a row that is changed, removed or added afterwards is found, also at the end."),
            *CHANGED_ROWS,
            "foundation/audit_seal/test_verify.py::"
            "test_a_chain_cut_off_with_its_rows_is_found_by_the_heads_that_went_out",
        )  # fmt: skip
    return statement(
        _("The log is sealed. A row that is changed, removed or added afterwards is found, unless the end of the log "
          "is cut off with it."),
        *CHANGED_ROWS,
    )  # fmt: skip


def refused_numbers() -> PaperStatement:
    return statement(
        _("CPR numbers are found in texts, imports and the text of documents, and refused. In a text that is written "
          "here a leader can confirm that a number is none. Pictures, films and sound are not searched."),
        "leaks/test_every_form.py::test_no_form_stores_a_cpr_number",
        "foundation/cpr_forms/test_free_text.py::test_a_leader_confirms_and_the_log_records_it_without_the_number",
        "meetings/figures/parsing/test_workbooks.py::test_a_cpr_number_refuses_the_whole_workbook",
    )  # fmt: skip


def second_factor(*tests: str) -> PaperStatement:
    """Return which roles need a second factor; `tests` beside those of the setting itself."""
    required = SignInSettings.here().second_factor_roles
    roles = ", ".join(str(role.label) for role in Role if role.value in required)
    return statement(
        _("A second factor is required of: %(roles)s.") % {"roles": roles}
        if roles
        else _("No role requires a second factor. Everybody may set one up."),
        "accounts/test_second_factor.py::test_the_setting_says_which_roles",
        "accounts/test_second_factor.py::test_a_demanded_second_factor_may_wait_a_week_and_no_longer",
        *tests,
    )


def _sign_in() -> list[PaperStatement]:
    hours = {
        "idle": settings.SESSION_COOKIE_AGE // 60, "most": round(settings.SESSION_AT_MOST.total_seconds() / 3600),
    }  # fmt: skip
    return [
        statement(
            _("People sign in with the municipality's account, or with e-mail address and password.")
            if DirectorySettings.here().is_used
            else _("People sign in with e-mail address and password. The municipality's directory is not connected."),
            "accounts/directory/test_openid.py::test_a_token_that_is_not_for_this_sign_in_is_refused",
            "accounts/test_sign_in_pages.py::test_sign_up_is_closed",
        ),
        second_factor(),
        statement(
            _("A wrong password makes the next attempt wait, longer each time."),
            "accounts/test_login_delay.py::test_waits_grow_and_the_right_password_is_refused_meanwhile",
        ),
        statement(
            _("A session ends after %(idle)s minutes without use, and %(most)s hours after sign-in.") % hours,
            "accounts/test_sessions.py::test_an_hour_without_use_ends_it",
            "accounts/test_sessions.py::test_use_extends_it_but_never_past_twelve_hours",
        ),
        *_end_of_roles(),
    ]


def _end_of_roles() -> list[PaperStatement]:
    ended = statement(
        _("When a role ends, access ends the next time a page is fetched."),
        "meetings/units/people/test_roles.py::test_ending_a_role_ends_access_and_session_at_the_next_request",
    )
    directory = DirectorySettings.here()
    if not directory.is_used:
        return [ended]
    asks = directory.keeps_refresh_tokens
    lapses = (
        _("A role that the municipality's directory gave ends when the directory no longer gives it: at the person's "
          "next sign-in, when the directory is asked at night, or %(length)s after it was last confirmed.")
        if asks
        else _("A role that the municipality's directory gave ends when the directory no longer gives it: at the "
               "person's next sign-in, or %(length)s after the last one.")
    )  # fmt: skip
    tests = ["a_role_comes_with_a_value_and_ends_without_it_at_once", "a_role_lapses_when_it_is_not_confirmed"]
    nightly = "test_a_role_that_is_gone_ends_that_night_and_the_other_is_confirmed_on"
    return [
        ended,
        statement(
            lapses % {"length": length(directory.lapse_days)},
            *(f"meetings/units/directory/test_rules.py::test_{name}" for name in tests),
            *([f"accounts/directory/test_refresh_tokens.py::{nightly}"] if asks else []),
        ),
    ]


def _transport() -> list[PaperStatement]:
    is_encrypted = getattr(settings, "SECURE_HSTS_SECONDS", 0) > 0
    return [
        statement(
            _("Everything between browser and server is sent encrypted (TLS), and browsers are told to accept nothing "
              "else.")
            if is_encrypted
            else _("This installation does not demand encryption (TLS). It must not hold real data."),
            "config/test_production.py::test_the_minimal_environment_of_the_guide_is_sufficient_and_secure",
            "foundation/middleware/test_security_headers.py::test_every_response_has_the_fourteen_headers",
        ),
        statement(
            _("The pages fetch nothing from others but files from the object store (%(hosts)s), and no other site can "
              "show or read them.") % {"hosts": ", ".join(settings.MEDIA_REDIRECT_HOSTS)}
            if settings.MEDIA_REDIRECT_HOSTS
            else _("The pages fetch nothing from others, and no other site can show or read them."),
            "foundation/middleware/test_security_headers.py::test_every_response_has_the_fourteen_headers",
            "foundation/middleware/test_security_headers.py::"
            "test_links_of_an_object_store_are_embedded_without_cookies",
        ),
        statement(
            _("Cookies are those that the site needs. Nobody is followed or measured."),
            "foundation/test_privacy_page.py::test_every_cookie_that_is_set_is_named",
        ),
        statement(
            _("Mails are handed to the municipality's mail server encrypted (STARTTLS).")
            if settings.EMAIL_USE_TLS
            else _("Mails are handed to the mail server without encryption of our own."),
            SETTING,
        ),
        statement(
            _("A mail says what to do, and has a link. It holds no picture and no contribution."),
            "meetings/convening/test_calendar_file.py::test_the_description_is_a_link_without_content",
            "meetings/evidence/objections/test_objections.py::"
            "test_those_who_may_restore_get_a_mail_that_does_not_say_what_it_is_about",
        ),
    ]  # fmt: skip


def _files() -> list[PaperStatement]:
    return [
        statement(
            _("Files are in a private object store.")
            if settings.S3_BUCKET
            else _("Files are on the server's own disk, readable by the server alone."),
            "services/test_object_store.py::test_the_bucket_is_private"
            if settings.S3_BUCKET
            else "media/test_storage.py::test_files_and_folders_are_for_the_server_alone",
        ),
        statement(
            _("Only those who may see a file get a link to it in the object store. For a quarter of an hour at most "
              "it works for whoever has it.")
            if settings.S3_BUCKET
            else _("No file has an address that works for somebody who may not see it."),
            "media/serving/test_serving.py::test_everybody_else_gets_404_for_every_rendition",
            "media/serving/test_serving.py::test_on_s3_a_short_lived_link_is_given"
            if settings.S3_BUCKET
            else "media/serving/test_serving.py::test_the_store_has_no_address",
        ),
        statement(
            _("Place, camera and everything else hidden in a file is removed, and the upload itself is deleted."),
            "media/ingest/test_metadata.py::test_nothing_that_was_planted_is_stored_or_served",
        ),
        statement(
            _("Every photo, film, sound and document that is added is scanned for viruses before it is opened.")
            if settings.CLAMD_ADDRESS
            else _("No virus scanner is connected. Files are made anew from what was uploaded, in a closed process."),
            "media/ingest/test_virus_scan.py::test_a_scanner_that_gives_no_answer_is_asked_again_never_passed_over"
            if settings.CLAMD_ADDRESS
            else "media/ingest/test_battery.py::test_a_bad_file_is_refused_with_a_message",
        ),
        refused_numbers(),
    ]  # fmt: skip


def _logs() -> list[PaperStatement]:
    return [
        statement(
            _("Whoever opens a picture, film, recording or contribution in which children can be recognised is logged, "
              "with at most one row in ten minutes for each. The log is kept for %(length)s.")
            % {"length": length(settings.VIEW_LOG_KEEP_DAYS)},
            "media/serving/test_serving.py::test_what_shows_children_is_logged_once_in_ten_minutes",
            "media/serving/test_serving.py::test_a_file_is_not_shown_when_its_view_cannot_be_logged",
        ),
        sealed_log(),
        statement(
            _("The log and the server's own log files hold acts and ids, never the text itself."),
            "foundation/infrastructure/test_log_format.py::test_the_place_is_logged_and_not_the_content",
        ),
    ]  # fmt: skip


def _operation() -> list[PaperStatement]:
    is_postgresql = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    return [
        statement(
            _("The data are in a PostgreSQL database.")
            if is_postgresql
            else _("The data are in a database file on the server's own disk."),
            "config/test_database.py::test_the_parts_of_a_postgresql_url"
            if is_postgresql
            else "config/test_production.py::test_a_world_readable_data_directory_is_refused",
        ),
        statement(
            _("A backup that is taken while people work can be restored elsewhere."),
            "services/backup/test_restored.py::test_ten_backups_under_writing_are_restored_without_what_was_taken_away",
        ),
        statement(
            _("What was deleted, objected to or withdrawn since does not come back with a backup, as long as "
              "the ledger of deletions is there."),
            "services/backup/test_restored.py::test_ten_backups_under_writing_are_restored_without_what_was_taken_away",
            "foundation/backup/test_manifest.py::test_without_its_ledger_nothing_is_restored",
        ),
        statement(
            _("Backups are encrypted.") if settings.BACKUP_KEY else _("Backups are not encrypted by the system."),
            "foundation/backup/test_encryption.py::test_another_key_is_named",
            SETTING,
        ),
        statement(
            _("What was acknowledged is stored, also when the server is killed."),
            "services/test_killed_while_saving.py::test_acknowledged_saves_survive_a_kill",
        ),
    ]  # fmt: skip
