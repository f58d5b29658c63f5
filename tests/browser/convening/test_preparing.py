"""Leader and consultant agree on what is investigated, and the leaders write what the unit brings."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from snippets.models import Initiative
from tests import factories
from tests.browser.accessibility import checked
from tests.browser.windows import press
from tests.meetings.furnished_unit import RULES, furnish

QUESTION = "Hvem står alene i frikvarteret, og hvornår?"
RESULT = "Flere børn er med i leg."
WISH = "En legevejleder to dage om ugen"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_delimitation_and_what_we_bring(open_window, script):
    factories.home()
    Initiative.objects.create(name="Fællesskaber for alle", is_strategic=True)
    factories.template(agenda=[factories.agenda_item("Fælles indsatser", 120, brings="strategic")], participants=RULES)
    school = furnish(factories.make_unit("Skovskolen"))
    meeting = factories.meeting(unit=school.unit, state=MeetingState.INVITED)
    school.invited(meeting)
    plan = f"{meeting.url}dataplan/"

    leader = open_window(phone=True, user=school[Role.AGREEMENT_HOLDER], script=script)
    leader.goto(plan)
    leader.get_by_role("link", name="Skriv, hvad I undersøger").click()
    leader.get_by_label("Observationer").check()
    leader.get_by_label("Hvilke spørgsmål undersøger I?").fill(QUESTION)
    if script:
        checked(leader)
    press(leader, "Gem i planen")
    expect(leader.get_by_text(QUESTION)).to_be_visible()
    press(leader, "Bekræft planen")
    consultant = open_window(user=school[Role.CONSULTANT], script=script)
    consultant.goto(plan)
    expect(consultant.get_by_text(QUESTION)).to_be_visible()
    press(consultant, "Bekræft planen")
    expect(consultant.get_by_role("heading", name="I er enige om planen")).to_be_visible()

    leader.goto(meeting.url)
    leader.get_by_role("link", name="Skriv, hvad I bringer").click()
    leader.get_by_role("link", name="Skriv: Fællesskaber for alle").click()
    leader.get_by_label("Resultater").fill(RESULT)
    leader.get_by_label("Hvilken støtte kunne forvaltningen give?").fill(WISH)
    if script:
        checked(leader)
    press(leader, "Gem")
    expect(leader.get_by_text("Det er gemt.")).to_be_visible()

    board = open_window(user=school[Role.BOARD_REPRESENTATIVE], script=script)
    board.goto(meeting.url)
    expect(board.get_by_role("link", name="Skriv, hvad I bringer")).to_have_count(0)
    board.get_by_text("Fællesskaber for alle").click()
    for words in (RESULT, WISH):
        expect(board.get_by_text(words)).to_be_visible()
    board.goto(plan)
    for name in ("Ret, hvad I undersøger", "Bekræft planen"):
        expect(board.get_by_text(name)).to_have_count(0)
    wall = open_window(user=school[Role.AGREEMENT_HOLDER], script=script)
    wall.goto(f"{meeting.url}moede/vis/")
    for words in (QUESTION, RESULT, WISH):
        expect(wall.get_by_text(words)).to_have_count(1)
