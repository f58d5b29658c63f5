"""A story with formatted text, a quote and a photo: written, put in order, shared and read at the meeting."""

from playwright.sync_api import Page, expect

from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from tests.browser.accessibility import checked, checked_in_both_sizes, no_sideways_scrolling
from tests.browser.test_contributing import WORKING, as_payload
from tests.browser.waits import until, until_kept
from tests.browser.windows import press
from tests.meetings.evidence.scene import photo_file, set_up
from tests.meetings.minutes.scene import begun

AREA = "[data-stream] textarea"


def kinds(page: Page) -> list[str]:
    """What the pieces are: a text, a quote, or a file."""
    found = page.locator("[data-stream] > [data-piece] [data-order]")
    return [found.nth(number).input_value().partition(":")[0] for number in range(found.count())]


def test_written_put_in_order_shared_and_read(open_window):
    scene = set_up()
    page = open_window(phone=True, user=scene.leader)
    page.watch.allowed.add(409)  # the photo came into the draft while it was saved: the script sends again
    page.goto(scene.address("ny/fortaelling"))
    area = page.locator(AREA).first
    area.fill("Vi fandt haletudser")
    area.evaluate("(area) => area.setSelectionRange(9, 19)")
    press(page, "Fed")
    expect(area).to_have_value("Vi fandt **haletudser**")
    area.press("Control+End")
    area.press_sequentially("\nto små\nen stor")
    area.evaluate("(area) => area.setSelectionRange(24, area.value.length)")
    press(page, "Liste")
    expect(area).to_have_value("Vi fandt **haletudser**\n- to små\n- en stor")
    area.press("Control+End")
    area.press_sequentially("\n\nLæs mere")
    area.evaluate("(area) => area.setSelectionRange(area.value.length - 8, area.value.length)")
    press(page, "Link")
    area.press_sequentially("emu.dk/vand")
    expect(page.locator("[data-preview-text] b")).to_have_text("haletudser")
    expect(page.locator("[data-preview-text] a")).to_have_attribute("href", "https://emu.dk/vand")
    page.locator("[data-add-last]").get_by_role("button", name="Citat").click()
    page.keyboard.type("Den har ben!")
    page.locator("input[name=files]").set_input_files([as_payload(photo_file())])
    expect(page.locator(".lr-sending--ready")).to_be_visible(timeout=WORKING)
    until(page, lambda: kinds(page) == ["text", "quote", "file"])
    checked_in_both_sizes(page)

    up = page.locator("[data-piece]").nth(2).get_by_role("button", name="Flyt op")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-stream-said]")).to_have_text("Nummer 2 af 3")
    page.keyboard.press("Enter")  # the same piece again: the focus came along
    expect(page.locator("[data-stream-said]")).to_have_text("Nummer 1 af 3")
    assert kinds(page) == ["file", "text", "quote"]

    press(page, "Gem, og stop her")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vi fandt haletudser")
    checked_in_both_sizes(page)
    draft = Evidence.objects.get()
    assert [block.block_type for block in draft.body] == ["image", "text", "quote"]

    page.goto(scene.url_of(draft, "rediger"))
    page.get_by_label("Status på læring og trivsel").check()
    press(page, "Del med mødet")
    page.get_by_label("Hvad viser billedet?").fill("To net og et vandhul")
    page.get_by_label("Del dette med mødet").check()
    press(page, "Del de valgte med mødet")
    expect(page.get_by_text("1 bidrag er delt.")).to_be_visible()

    chef = open_window(phone=True, user=scene.chef)
    chef.goto(scene.meeting.get_url())
    # An agenda item is folded there.
    chef.locator("details:not([open])", has_text="Vi fandt haletudser").first.locator("summary").first.click()
    expect(chef.get_by_text("Vi fandt haletudser to små")).to_be_visible()
    chef.get_by_role("link", name="Vi fandt haletudser").click()
    expect(chef.locator("main b")).to_have_text("haletudser")
    order = "(main) => [...main.querySelectorAll('img, .lr-text li, blockquote')].map((one) => one.localName)"
    assert chef.locator("main").evaluate(order) == ["img", "li", "li", "blockquote"]
    checked_in_both_sizes(chef)
    chef.goto(f"{scene.meeting.get_url()}moede/vis/")
    expect(chef.locator(".lr-show__block li").first).to_have_text("to små")


def test_a_story_is_built_without_script(open_window):
    scene = set_up()
    page = open_window(phone=True, user=scene.staff, script=False)
    page.goto(scene.address("ny/fortaelling"))
    page.locator(AREA).first.fill("**Fed** tekst")
    page.locator("[data-add-last]").get_by_role("button", name="Citat").click()
    page.locator(AREA).nth(1).fill("Den har ben!")
    page.locator("[data-piece]").nth(1).get_by_role("button", name="Flyt op").click()
    assert kinds(page) == ["quote", "text"]
    expect(page.locator("[data-piece]").first.get_by_role("button", name="Flyt op")).to_be_focused()
    page.locator("[data-piece]").first.locator("summary").click()
    page.locator("[data-piece]").first.get_by_role("button", name="Billede, film eller lyd").click()
    page.locator("input[name=files]").set_input_files([as_payload(photo_file())])
    no_sideways_scrolling(page)
    press(page, "Gem, og stop her")
    expect(page.locator("main b")).to_have_text("Fed")
    assert [block.block_type for block in Evidence.objects.get().body] == ["quote", "image", "text"]


def test_a_deleted_piece_comes_back(open_window):
    scene = set_up()
    page = open_window(user=scene.staff)
    page.goto(scene.address("ny/fortaelling"))
    page.locator(AREA).first.fill("Den første")
    page.locator("[data-add-last]").get_by_role("button", name="Tekst").click()
    page.keyboard.type("Den anden")
    press(page.locator("[data-piece]").first, "Slet")
    expect(page.locator("[data-stream-said]")).to_have_text("Stykket er slettet.")
    expect(page.locator(AREA)).to_have_count(1)
    page.keyboard.press("Enter")  # the focus is on undo
    expect(page.locator(AREA).first).to_have_value("Den første")
    expect(page.locator(AREA).first).to_be_focused()


def test_pieces_that_were_never_saved_are_still_there_after_leaving(open_window):
    scene = set_up()
    page = open_window(user=scene.staff)
    page.goto(scene.address("ny/fortaelling"))
    page.locator(AREA).first.fill("Den første")
    page.locator("[data-add-last]").get_by_role("button", name="Citat").click()
    page.keyboard.type("Den har ben!")
    until_kept(page, "Den har ben!")
    page.goto(scene.address())
    page.goto(scene.address("ny/fortaelling"))
    expect(page.locator(AREA).first).to_have_value("Den første")
    expect(page.locator(AREA).nth(1)).to_have_value("Den har ben!")
    press(page, "Gem, og stop her")
    expect(page.get_by_role("heading", name="Den første", level=1)).to_be_visible()
    story = Evidence.objects.get(kind=EvidenceKind.STORY)
    assert [block.block_type for block in story.body] == ["text", "quote"]


def test_the_minutes_take_the_same_text(open_window):
    scene = begun()
    page = open_window(user=scene.leader)
    page.goto(scene.address("skriv"))
    area = page.locator("textarea[name^='sections-']").first
    area.fill("Trivsel\nFravær")
    area.select_text()
    page.get_by_role("button", name="Nummereret liste").first.click()
    expect(area).to_have_value("1. Trivsel\n2. Fravær")
    expect(page.locator("[data-save-state]")).to_contain_text("Gemt kl.")
    press(page, "Gem, og se det igennem")
    expect(page.locator("main ol > li").filter(has_text="Fravær")).to_be_visible()
    checked(page)
