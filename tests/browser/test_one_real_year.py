"""One year, from last years' Word document to an example that all leaders learn from.

Each step is done by the person whose step it is, in that person's own window; what the others may not do is tried on
the way. What the steps do stands in the folder year/, a part of the year in each file.
"""

import pytest

from tests.browser.conftest import OpenWindow
from tests.browser.year import convening, following_up, forum, gathering, minutes, preparing, starting, template
from tests.browser.year.cast import gather


def test_one_real_year(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = gather(open_window)

    template.editor_imports_the_document(cast)
    template.editor_publishes_it(cast)

    starting.editor_starts_the_year(cast, monkeypatch)
    starting.doing_it_again_makes_nothing_new(cast)
    starting.chef_and_consultant_see_it_on_the_overview(cast)

    convening.nobody_else_convenes(cast)
    convening.before_it_is_convened_the_meeting_is_hidden(cast)
    convening.agreement_holder_forgets_the_room(cast)
    convening.agreement_holder_convenes(cast)
    convening.now_the_board_sees_it_too(cast)

    gathering.staff_tells_a_story(cast)
    gathering.staff_brings_two_photos(cast)
    gathering.staff_brings_a_film(cast)
    gathering.the_drafts_are_the_units_own(cast)
    gathering.photos_without_a_description_stay(cast)
    gathering.leader_describes_and_shares(cast)
    gathering.now_the_meeting_sees_them(cast)

    preparing.leader_writes_down_the_preparation(cast)
    preparing.nobody_says_too_early_that_it_is_held(cast)
    preparing.agreement_holder_says_that_it_is_held(cast)

    minutes.leader_writes_the_minutes(cast)
    minutes.the_draft_is_the_writers_own(cast)
    minutes.the_participants_read_the_draft(cast)
    minutes.agreement_holder_submits(cast)
    minutes.only_the_chef_decides(cast)
    minutes.chef_sends_them_back_with_a_reason(cast)
    minutes.leader_corrects_and_submits_again(cast)
    minutes.chef_approves(cast)
    minutes.nobody_changes_what_is_approved(cast)
    minutes.now_everybody_of_the_meeting_reads_them(cast)
    minutes.leader_adds_what_was_forgotten(cast)

    following_up.everybody_concerned_finds_the_agreements(cast)
    following_up.agreement_holder_cannot_drop_it_without_a_reason(cast)
    following_up.agreement_holder_writes_how_it_goes(cast)

    forum.leader_proposes_an_example(cast)
    forum.until_it_is_cleared_only_its_own_see_it(cast)
    forum.chef_clears_it(cast)
    forum.other_leaders_see_and_show_it(cast)
    forum.nobody_else_does(cast)
