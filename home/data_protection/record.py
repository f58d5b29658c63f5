"""The record of processing activities (GDPR article 30)."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from accounts.user import User
from foundation.municipality import Municipality
from home.api.key import ApiKey
from home.data_protection.measures import SETTING, measures, refused_numbers, security_points
from home.data_protection.paper import PaperPart, PaperRow, PaperStatement, length, statement
from home.data_protection.processor import Processor
from media.enums import LegalBasis
from meetings.evidence.enums import EvidenceKind
from meetings.units.membership import Membership

REGISTER = "home/data_protection/test_papers.py::test_the_record_names_the_processors_and_what_is_missing"


def record_of_processing() -> tuple[PaperPart, ...]:
    return (
        _controller(),
        PaperPart(_("Purposes and legal basis"), purposes(), open_points=(
            _("Is the meeting also the yearly talk of folkeskoleloven § 40 a? Then name it as a legal basis."),
        )),
        PaperPart(_("Whom the data are about"), rows=_people(), header=(_("Who"), _("What is held about them"))),
        PaperPart(_("Kinds of data"), _data(), open_points=(
            _("The system has no field for special categories of data (article 9), but texts, pictures and answers "
              "can hold them. Which do you expect, and on what basis?"),
        )),
        recipients(),
        PaperPart(_("Deletion"), (
            statement(
                _("Photos are kept for %(photos)s, and nothing a unit brings is shown for longer than %(most)s. All "
                  "times are in the paper on deletion times.") % _times(),
                "meetings/evidence/retention/test_delete_expired.py::"
                "test_rows_files_and_references_in_pages_and_revisions_are_deleted",
                SETTING,
            ),
        )),
        PaperPart(_("Security of processing"), measures(), open_points=security_points()),
    )  # fmt: skip


def _times() -> dict[str, str]:
    here = Municipality.here()
    return {"photos": length(here.keep_image_days), "most": length(here.keep_at_most_days)}


def officers() -> list[str]:
    """Return the names of those who are data protection officers today."""
    today = timezone.localdate()
    holders = Membership.objects.current(today).filter(role=Role.DATA_PROTECTION_OFFICER)
    return list(User.objects.filter(memberships__in=holders).order_by("name").values_list("name", flat=True).distinct())


def _controller() -> PaperPart:
    here = Municipality.here()
    contact = ", ".join(part for part in (here.contact_name, here.contact_email, here.contact_phone) if part)
    rows = [
        (_("Controller"), here.name),
        (_("Contact"), contact or _("not written in the settings yet")),
        (_("Data protection officer"), ", ".join(officers()) or _("nobody has the role yet")),
        (_("System"), f"Læringsrum, {settings.BASE_URL}"),
    ]
    return PaperPart(
        _("Controller"), header=(_("What"), _("Who")), rows=tuple(PaperRow(row, (SETTING,)) for row in rows)
    )


def purposes() -> tuple[PaperStatement, ...]:
    bases = ", ".join(str(label) for label in LegalBasis.labels).lower()
    return (
        statement(
            _("To prepare, hold and follow up the yearly dialogue meeting between each unit and the administration. "
              "The basis is the municipality's public task (GDPR article 6(1)(e)) under the acts on schools and "
              "daycare."),
            "browser/test_one_real_year.py::test_one_real_year",
        ),
        statement(
            _("Every photo, film and contribution says its own basis before others see it: %(bases)s.")
            % {"bases": bases},
            "meetings/evidence/sharing/test_share_evidence.py::test_everything_missing_of_a_photo_is_named",
        ),
        statement(
            _("To let leaders learn from each other's examples. That is a purpose of its own: a photo is left out "
              "until a basis for the leader forum is stated."),
            "meetings/forum/test_example_actions.py::"
            "test_a_photo_is_left_out_until_a_legal_basis_for_the_lederforum_is_stated",
        ),
        statement(
            _("With a consent it is stated whose it is and for what, and it ends at once when it is withdrawn."),
            "media/privacy/test_privacy.py::test_consent_needs_to_say_whose_and_for_what",
            "media/privacy/test_privacy.py::test_withdrawing_hides_at_once_and_ends_the_clearance",
        ),
    )  # fmt: skip


def _people() -> tuple[PaperRow, ...]:
    hidden = ("meetings/figures/suppression/test_solver.py::test_no_set_of_tables_pins_a_suppressed_number",)
    named = ("meetings/units/people/test_hand_over.py::test_old_minutes_keep_the_old_name",)
    asked = (
        "meetings/questionnaires/test_closing.py::test_without_names_the_way_from_person_to_answer_is_destroyed",
        "meetings/units/directory/test_rules.py::test_a_role_comes_with_a_value_and_ends_without_it_at_once",
        "accounts/test_sessions.py::test_each_browser_is_listed_and_one_is_ended",
        "home/event_log/test_event_log.py::test_each_filter_narrows_the_rows",
    )
    guests = ("meetings/convening/test_replies.py::test_only_the_hash_of_a_link_is_stored",)
    return (
        PaperRow((_("Children"), _("Pictures, films, their words and stories about practice. No figures about one "
                              "child.")), hidden),
        PaperRow((_("Parents on the board"), _("Name, e-mail address, their part in the meeting")), guests),
        PaperRow((_("Staff"), _("Name, e-mail address, role, what they write, answers to questionnaires, what the "
                           "directory says of their roles (groups), where they are signed in (browser, time), and "
                           "what they did and saw (the logs)")), asked),
        PaperRow((_("Leaders, head of area, consultants"), _("The same, and what they decide, agree and approve")),
                 named),
    )  # fmt: skip


def _data() -> tuple[PaperStatement, ...]:
    kinds = ", ".join(str(label) for label in EvidenceKind.labels).lower()
    return (
        statement(
            _("The units add: %(kinds)s.") % {"kinds": kinds},
            "meetings/evidence/sharing/test_handed_in.py::test_every_kind_of_file_is_shared_from_its_card",
        ),
        statement(
            _("Figures come as counts, shares and means. A number with few people behind it is not stored."),
            "meetings/figures/suppression/test_solver.py::test_no_set_of_tables_pins_a_suppressed_number",
            "meetings/figures/test_what_leaves_with_figures.py::test_no_suppressed_number_is_in_charts_or_exports",
        ),
        statement(
            _("Questionnaires without names lose the way from person to answer when they close."),
            "meetings/questionnaires/test_closing.py::test_without_names_the_way_from_person_to_answer_is_destroyed",
        ),
        refused_numbers(),
    )  # fmt: skip


def _systems() -> str:
    keys = ApiKey.objects.filter(expires_on__gte=timezone.localdate()).select_related("token")
    named = "; ".join(f"{key.token.name} ({', '.join(key.scope_labels)})" for key in keys)
    if not named:
        return _("No other system has a key to read here.")
    return _("With a key these systems read here: %(systems)s.") % {"systems": named}


def recipients() -> PaperPart:
    """Return processors from the register, and what leaves the system."""
    register = list(Processor.objects.all())
    rows = [
        PaperRow(
            (
                one.name,
                one.country + (" · " + _("outside the EU and the EEA") if one.is_outside_eea else ""),
                one.purpose,
                one.agreement or _("missing"),
            ),
            (REGISTER,),
        )
        for one in register
    ]
    open_points = []
    if not register:
        open_points.append(_("The register of processors is empty. Who runs the server, the mail and the backups?"))
    if any(not one.agreement for one in register):
        open_points.append(_("A data processing agreement is missing (article 28)."))
    if any(one.is_outside_eea for one in register):
        open_points.append(_("Data leave the EU and the EEA. Name the basis of the transfer (articles 44–49)."))
    return PaperPart(
        _("Recipients and processors"),
        (
            statement(
                _("Approved minutes can be downloaded as a package for the municipality's records system."),
                "meetings/exports/test_package.py::test_the_package_holds_the_minutes_what_they_rest_on_and_the_facts",
                "meetings/exports/test_documents.py::test_the_package_is_for_those_who_journalise",
            ),
            statement(
                _("The system asks no other services than those in its settings: directory, mail, object store, virus "
                  "scanner. No data go to an AI service."),
                "architecture/test_outgoing.py::test_only_named_modules_reach_the_network",
            ),
            statement(_systems(), "home/data_protection/test_papers.py::test_the_record_names_the_systems_that_read"),
        ),
        (_("Processor"), _("Country"), _("Purpose"), _("Agreement")) if register else (),
        tuple(rows),
        tuple(open_points),
    )  # fmt: skip
