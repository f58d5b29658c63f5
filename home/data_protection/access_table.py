"""The paper of who sees what, from the matrix that decides it (accounts/roles.py)."""

from django.utils.translation import gettext as _

from accounts.roles import MATRIX, SCOPE, Right, Role
from foundation.municipality import Municipality
from home.data_protection.measures import SETTING, second_factor
from home.data_protection.paper import Paper, Part, Row, length, said

MATRIX_IS_TRUE = (
    "leaks/test_every_route.py::test_every_role_on_own_foreign_and_missing_objects",
    "meetings/units/test_access.py::test_visible_to_and_may_see_agree",
)


def who_sees_what() -> Paper:
    link_days = length(Municipality.here().minutes_link_days)
    return Paper(
        "hvem-ser-hvad",
        _("Who sees what"),
        _("Each role and what it may do. The site decides by this very table; what is not in it is not allowed."),
        (
            Part(
                _("How access is decided"),
                (
                    said(
                        _("The default is no. What one may not see answers as if it did not exist."),
                        "meetings/units/test_access.py::test_a_model_without_a_rule_is_seen_by_nobody",
                        "leaks/test_every_route.py::test_every_role_on_own_foreign_and_missing_objects",
                    ),
                    said(
                        _("A role in one unit gives nothing in another."),
                        "meetings/units/test_access.py::test_a_right_in_one_unit_does_not_apply_to_another",
                        "meetings/units/test_access.py::test_a_right_in_an_area_applies_to_its_units_only",
                    ),
                    said(
                        _("A role counts from its first day to its last."),
                        "meetings/units/test_access.py::test_a_role_counts_from_its_first_day_until_the_day_it_ends",
                    ),
                    said(
                        _("Technical administrators of the site see no more than their roles say."),
                        "meetings/units/test_access.py::test_a_superuser_sees_no_more_than_the_roles_say",
                    ),
                    said(
                        _("What a unit adds is seen by the unit alone until it shares it. Each item says who "
                          "can see it."),
                        "meetings/evidence/sharing/test_audience.py::test_a_draft_is_the_units_own",
                        "meetings/evidence/sharing/test_who_can_see_is_true.py::"
                        "test_the_text_names_exactly_the_roles_with_access",
                    ),
                    said(
                        _("Editors and administrators see no unit's contributions, drafts or minutes in the editor."),
                        "leaks/test_the_editor.py::test_no_admin_page_contains_text_of_units",
                    ),
                    said(
                        _("Participants without an account read the minutes by a link and a code, for %(length)s.")
                        % {"length": link_days},
                        "meetings/minutes/remarks/test_by_link.py::test_the_code_opens_the_draft_in_this_browser_alone",
                        "meetings/minutes/remarks/test_by_link.py::test_for_the_time_that_the_municipality_sets",
                    ),
                    second_factor(SETTING),
                ),
            ),
            Part(
                _("The roles"),
                header=(_("Role"), _("Reaches"), _("May")),
                rows=tuple(
                    Row(
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
            Part(
                _("What you decide yourselves"),
                open_points=(
                    _("Who has the password of the server and of the database? They can read everything there. Name "
                      "them here, and agree how that is logged."),
                    _("Go through the list of people with a central role at least once a year (Event log, People)."),
                ),
            ),
        ),
    )  # fmt: skip
