"""The paper of who sees what, from the matrix that decides it (accounts/roles.py)."""

from django.utils.translation import gettext as _

from accounts.roles import MATRIX, SCOPE, Right, Role
from foundation.municipality import Municipality
from home.data_protection.measures import SETTING, second_factor
from home.data_protection.paper import PaperPart, PaperRow, length, statement

MATRIX_IS_TRUE = (
    "leaks/test_every_route.py::test_every_role_on_own_foreign_and_missing_objects",
    "meetings/units/test_access.py::test_visible_to_and_may_see_agree",
)

KEYS = "home/api/test_api.py::"


def who_sees_what() -> tuple[PaperPart, ...]:
    link_days = length(Municipality.here().minutes_link_days)
    return (
        PaperPart(
            _("How access is decided"),
            (
                statement(
                    _("Nobody has access without a role. What one may not see is shown as if it did not exist."),
                    "meetings/units/test_access.py::test_a_model_without_a_rule_is_seen_by_nobody",
                    "leaks/test_every_route.py::test_every_role_on_own_foreign_and_missing_objects",
                ),
                statement(
                    _("A role in one unit gives nothing in another."),
                    "meetings/units/test_access.py::test_a_right_in_one_unit_does_not_apply_to_another",
                    "meetings/units/test_access.py::test_a_right_in_an_area_applies_to_its_units_only",
                ),
                statement(
                    _("A role counts from its first day to its last."),
                    "meetings/units/test_access.py::test_a_role_counts_from_its_first_day_until_the_day_it_ends",
                ),
                statement(
                    _("Technical administrators of the site see no more than their roles say."),
                    "meetings/units/test_access.py::test_a_superuser_sees_no_more_than_the_roles_say",
                ),
                statement(
                    _("What a unit adds is seen by the unit alone until it shares it. Each item says who "
                      "can see it."),
                    "meetings/evidence/sharing/test_audience.py::test_a_draft_is_the_units_own",
                    "meetings/evidence/sharing/test_who_can_see_is_true.py::"
                    "test_the_text_names_exactly_the_roles_with_access",
                ),
                statement(
                    _("Editors and administrators see no unit's contributions, drafts or minutes in the editor."),
                    "leaks/test_the_editor.py::test_no_admin_page_contains_text_of_units",
                ),
                statement(
                    _("Everybody sees what is their own: what they follow, their documents, blocked times and "
                      "calendar."),
                    "leaks/test_every_route.py::test_every_role_on_own_foreign_and_missing_objects",
                    "meetings/schedule/test_feed.py::test_each_person_gets_their_own_and_no_other_person_s",
                ),
                statement(
                    _("Whoever is invited to a forum day and has a role sees the day and the examples in its "
                      "programme, and no more."),
                    "meetings/forum/days/test_forum_days.py::"
                    "test_a_department_leader_sees_the_day_and_its_examples_and_no_more",
                    "meetings/forum/days/test_forum_days.py::test_an_invited_person_whose_role_has_ended_sees_nothing",
                ),
                statement(
                    _("By a personal link in a mail one answers an invitation or a questionnaire without signing in. "
                      "It shows no contributions."),
                    "meetings/convening/test_replies.py::test_the_invitation_has_a_link_that_answers_without_signing_in",
                    "meetings/convening/test_replies.py::"
                    "test_the_page_shows_neither_evidence_nor_another_participants_answer",
                    "meetings/questionnaires/test_answering.py::"
                    "test_by_a_link_one_answers_once_and_changes_it_until_it_closes",
                ),
                statement(
                    _("The secret address of a person's calendar shows whoever has it title, time and place of what "
                      "is in it."),
                    "meetings/schedule/test_feed.py::test_is_title_time_and_place_and_nothing_else",
                    "meetings/schedule/test_feed.py::test_nobody_whose_account_is_closed_or_role_is_over",
                ),
                statement(
                    _("Participants without an account read the minutes by a link and a code, for %(length)s.")
                    % {"length": link_days},
                    "meetings/minutes/remarks/test_by_link.py::test_the_code_opens_the_draft_in_this_browser_alone",
                    "meetings/minutes/remarks/test_by_link.py::test_for_the_time_that_the_municipality_sets",
                ),
                statement(
                    _("Another system reads only with a key that a head of area made: what that person may see of "
                      "units, meetings, agreements and approved minutes, and no contributions."),
                    KEYS + "test_each_scope_opens_its_list_and_no_other",
                    KEYS + "test_a_key_ends_with_its_day_its_holders_role_and_its_row",
                    KEYS + "test_a_key_tells_of_the_holders_area_alone",
                ),
                second_factor(SETTING),
            ),
        ),
        PaperPart(
            _("The roles"),
            header=(_("Role"), _("Reaches"), _("May")),
            rows=tuple(
                PaperRow(
                    (
                        str(role.label),
                        str(SCOPE[role].label),
                        "; ".join(str(right.label) for right in Right if right in MATRIX[role]),
                    ),
                    MATRIX_IS_TRUE,
                )
                for role in Role
            ),
        ),
        PaperPart(
            _("What you decide yourselves"),
            open_points=(
                _("Who has the password of the server and of the database? They can read everything there. Name "
                  "them here, and agree how that is logged."),
                _("Go through the list of people with a central role at least once a year (Event log, People)."),
            ),
        ),
    )  # fmt: skip
