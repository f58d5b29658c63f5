"""A page that comes over a slow line to a slow device stays where it is while it loads, and while photos are sent."""

import pytest
from playwright.sync_api import Page, expect

from tests.meetings.evidence.scene import photo_file, set_up

MAX_SHIFT = 0.05  # cumulative layout shift (web.dev/cls); each entry is the share of the window that moved × how far
#: What moves within half a second of a press or a key is expected by the user, and not counted.
COLLECT = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) {
      const nodes = entry.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 120));
      window.shifts.push({ value: entry.value, nodes });
    }
  }
}).observe({ type: "layout-shift", buffered: true });
"""
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}  # ms, bytes/s


def slow_down(page: Page) -> None:
    page.add_init_script(COLLECT)
    device = page.context.new_cdp_session(page)
    device.send("Network.enable")
    device.send("Network.emulateNetworkConditions", SLOW_LINE)
    device.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def assert_it_stayed(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    # Not a frame of the animation: a window behind another one may never draw it.
    page.evaluate("document.fonts.ready.then(() => new Promise((resolve) => setTimeout(resolve, 100)))")
    assert page.evaluate("document.fonts.check('600 20px \\'IBM Plex Sans\\'')")
    shifts = page.evaluate("window.shifts")
    assert sum(one["value"] for one in shifts) < MAX_SHIFT, (page.url, shifts)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_pages_stay_where_they_are_while_they_load(open_window, phone):
    scene = set_up()
    for address in ("/", scene.address()):
        page = open_window(phone=phone, user=scene.leader)  # a fresh browser, which has no fonts yet
        slow_down(page)
        page.goto(address)
        assert_it_stayed(page)


def test_the_form_stays_where_it_is_while_photos_are_sent(open_window):
    scene = set_up()
    page = open_window(phone=True, user=scene.leader)
    slow_down(page)
    page.goto(scene.address("ny/billeder"))
    photos = [
        {"name": one.name, "mimeType": one.content_type, "buffer": one.read()}
        for one in (photo_file("a.jpg"), photo_file("b.jpg", "red"))
    ]
    page.locator("input[name=files]").set_input_files(photos)
    expect(page.locator("[data-chosen] li")).to_have_count(2)
    page.evaluate("window.shifts = []")  # the two rows, which the browser does not count after a press of one's own
    expect(page.locator("[data-chosen] progress:visible")).to_have_count(0)
    expect(page.locator("[data-chosen] li img")).to_have_count(2)
    assert_it_stayed(page)
