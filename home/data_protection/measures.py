"""Security of processing (GDPR article 32), as the installation is set up now."""

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.directory.settings import DirectorySettings
from accounts.roles import Role
from accounts.second_factor.sign_in_settings import SignInSettings
from home.data_protection.paper import Statement, length, said

#: Proves that a sentence is about the setting in force.
SETTING = "home/data_protection/test_papers.py::test_a_changed_setting_changes_the_paper"


def measures() -> tuple[Statement, ...]:
    return (*_sign_in(), *_transport(), *_files(), *_logs(), *_operation())


def second_factor(*tests: str) -> Statement:
    """Which roles need a second factor; `tests` beside those of the setting itself."""
    required = SignInSettings.here().second_factor_roles
    roles = ", ".join(str(role.label) for role in Role if role.value in required)
    return said(
        _("A second factor is required of: %(roles)s.") % {"roles": roles}
        if roles
        else _("No role requires a second factor. Everybody may set one up."),
        "accounts/test_second_factor.py::test_the_setting_says_which_roles",
        "accounts/test_second_factor.py::test_a_demanded_second_factor_may_wait_a_week_and_no_longer",
        *tests,
    )


def _sign_in() -> list[Statement]:
    hours = {
        "idle": settings.SESSION_COOKIE_AGE // 60, "most": round(settings.SESSION_AT_MOST.total_seconds() / 3600),
    }  # fmt: skip
    return [
        said(
            _("People sign in with the municipality's account, or with e-mail address and password.")
            if DirectorySettings.here().is_used
            else _("People sign in with e-mail address and password. The municipality's directory is not connected."),
            "accounts/directory/test_openid.py::test_a_token_that_is_not_for_this_sign_in_is_refused",
            "accounts/test_sign_in_pages.py::test_sign_up_is_closed",
        ),
        second_factor(),
        said(
            _("A wrong password makes the next attempt wait, longer each time."),
            "accounts/test_login_delay.py::test_waits_grow_and_the_right_password_is_refused_meanwhile",
        ),
        said(
            _("A session ends after %(idle)s minutes without use, and %(most)s hours after sign-in.") % hours,
            "accounts/test_sessions.py::test_an_hour_without_use_ends_it",
            "accounts/test_sessions.py::test_use_extends_it_but_never_past_twelve_hours",
        ),
        said(
            _("Access ends with the role, at the next click."),
            "meetings/units/people/test_roles.py::test_ending_a_role_ends_access_and_session_at_the_next_request",
        ),
    ]


def _transport() -> list[Statement]:
    is_encrypted = getattr(settings, "SECURE_HSTS_SECONDS", 0) > 0
    return [
        said(
            _("Everything is sent encrypted (TLS), and browsers are told to accept nothing else.")
            if is_encrypted
            else _("This installation does not demand encryption (TLS). It must not hold real data."),
            "config/test_production.py::test_the_minimal_environment_of_the_guide_is_sufficient_and_secure",
            "foundation/middleware/test_security_headers.py::test_every_response_has_the_fourteen_headers",
        ),
        said(
            _("The pages fetch nothing from others, and no other site can show or read them."),
            "foundation/middleware/test_security_headers.py::test_every_response_has_the_fourteen_headers",
        ),
        said(
            _("Cookies are those that the site needs. Nobody is followed or measured."),
            "foundation/test_privacy_page.py::test_every_cookie_that_is_set_is_named",
        ),
        said(
            _("Mails are handed to the municipality's mail server encrypted (STARTTLS).")
            if settings.EMAIL_USE_TLS
            else _("Mails are handed to the mail server without encryption of our own."),
            SETTING,
        ),
        said(
            _("A mail says what to do, and leads to the page. It holds no picture and no contribution."),
            "meetings/convening/test_calendar_file.py::test_the_description_is_a_link_without_content",
            "meetings/evidence/objections/test_objections.py::"
            "test_those_who_may_restore_get_a_mail_that_does_not_say_what_it_is_about",
        ),
    ]


def _files() -> list[Statement]:
    return [
        said(
            _("Files are in a private object store; a reader gets a link that works for a short while.")
            if settings.S3_BUCKET
            else _("Files are on the server's own disk, readable by the server alone."),
            "services/test_object_store.py::test_the_bucket_is_private"
            if settings.S3_BUCKET
            else "media/test_storage.py::test_files_and_folders_are_for_the_server_alone",
        ),
        said(
            _("No file has an address that works for somebody who may not see it."),
            "media/serving/test_serving.py::test_everybody_else_gets_404_for_every_rendition",
            "media/serving/test_serving.py::test_the_store_has_no_address",
        ),
        said(
            _("Place, camera and everything else hidden in a file is removed, and the upload itself is deleted."),
            "media/ingest/test_metadata.py::test_nothing_that_was_planted_is_stored_or_served",
        ),
        said(
            _("Every upload is scanned for viruses before it is opened.")
            if settings.CLAMD_ADDRESS
            else _("No virus scanner is connected. Files are made anew from what was uploaded, in a closed process."),
            "media/ingest/test_virus_scan.py::test_a_scanner_that_gives_no_answer_is_asked_again_never_passed_over"
            if settings.CLAMD_ADDRESS
            else "media/ingest/test_battery.py::test_a_bad_file_is_refused_with_a_message",
        ),
        said(
            _("CPR numbers are found in texts, imports and files, and refused."),
            "leaks/test_every_form.py::test_no_form_stores_a_cpr_number",
            "meetings/figures/parsing/test_workbooks.py::test_a_cpr_number_refuses_the_whole_workbook",
        ),
    ]


def _logs() -> list[Statement]:
    return [
        said(
            _("Who saw which picture, film or words about children is logged, and kept for %(length)s.")
            % {"length": length(settings.VIEW_LOG_KEEP_DAYS)},
            "media/serving/test_serving.py::test_what_shows_children_is_logged_once_in_ten_minutes",
            "media/serving/test_serving.py::test_without_a_log_nothing_is_shown",
        ),
        said(
            _("The log is sealed: a row that is changed, removed or added afterwards is found."),
            "foundation/audit_seal/test_verify.py::test_an_edited_row_is_named",
            "foundation/audit_seal/test_verify.py::test_a_deleted_row_is_named",
        ),
        said(
            _("The log and the server's own log files hold acts and ids, never the text itself."),
            "foundation/infrastructure/test_log_format.py::test_the_place_is_logged_and_not_the_content",
        ),
    ]


def _operation() -> list[Statement]:
    is_postgresql = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    return [
        said(
            _("The data are in a PostgreSQL database.")
            if is_postgresql
            else _("The data are in a database file on the server's own disk."),
            "config/test_database.py::test_the_parts_of_a_postgresql_url"
            if is_postgresql
            else "config/test_production.py::test_a_world_readable_data_directory_is_refused",
        ),
        said(
            _("A backup that is taken while people work can be restored elsewhere."),
            "services/backup/test_restored.py::test_ten_backups_under_writing_are_restored_without_what_was_taken_away",
        ),
        said(
            _("What was deleted, objected to or withdrawn since does not come back with a backup."),
            "services/backup/test_restored.py::test_ten_backups_under_writing_are_restored_without_what_was_taken_away",
        ),
        said(
            _("Backups are encrypted.") if settings.BACKUP_KEY else _("Backups are not encrypted by the system."),
            "foundation/backup/test_encryption.py::test_another_key_is_named",
            SETTING,
        ),
        said(
            _("What was acknowledged is stored, also when the server is killed."),
            "services/test_killed_while_saving.py::test_acknowledged_saves_survive_a_kill",
        ),
    ]
