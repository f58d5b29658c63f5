"""What was agreed is followed until the next meeting."""

from playwright.sync_api import expect

from meetings.agreements.models import Agreement
from tests.browser.windows import press
from tests.browser.year.acts import checked, follow, is_refused, is_told, may_not_open, opens
from tests.browser.year.cast import Cast
from tests.browser.year.minutes import OF_THE_ADMINISTRATION, OF_THE_UNIT


def everybody_concerned_finds_the_agreements(cast: Cast) -> None:
    for person in (cast.leader, cast.staff, cast.board, cast.chef, cast.consultant):
        page = opens(cast.at_desk(person), "/aftaler/")
        for words in (OF_THE_UNIT, OF_THE_ADMINISTRATION):
            expect(page.get_by_role("link", name=words)).to_be_visible()
    page = opens(cast.at_desk(cast.other_leader), "/aftaler/")
    expect(page.get_by_role("link", name=OF_THE_UNIT)).to_have_count(0)


def agreement_holder_cannot_drop_it_without_a_reason(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.leader), "/aftaler/")
    follow(page, OF_THE_UNIT)
    follow(page, "Skriv status")
    press(page, "Bortfaldet")
    is_refused(page, "Skriv, hvorfor aftalen bortfalder.")


def agreement_holder_writes_how_it_goes(cast: Cast) -> None:
    page, agreement = cast.at_desk(cast.leader), Agreement.objects.get(text=OF_THE_UNIT)
    page.get_by_label("Hvad er der sket").fill("Vi er begyndt i natur/teknologi.")
    press(page, "I gang")
    is_told(page, "Status er skrevet.")
    checked(page)
    address = f"/aftaler/{agreement.pk}/"
    for person in (cast.chef, cast.consultant, cast.staff, cast.board):
        read = opens(cast.at_desk(person), address)
        expect(read.get_by_text("Vi er begyndt i natur/teknologi.")).to_be_visible()
    for person in (cast.staff, cast.board, cast.other_leader, cast.editor):
        may_not_open(cast.at_desk(person), f"{address}status/")
    for person in (cast.other_leader, cast.daycare_leader):
        may_not_open(cast.at_desk(person), address)
