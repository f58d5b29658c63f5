"""Front pages of everybody: usable by all, and never wider than the window."""

from accounts.roles import Role
from tests.browser.accessibility import checked_in_both_sizes
from tests.leaks.stage import set_stage


def test_everybodys_front_page(open_window):
    stage = set_stage()  # photos are rows here; what is shown of them is tested where their files are
    for role in Role:
        page = open_window(user=stage.person(role))
        page.watch.allowed.add(404)
        answer = page.goto("/")
        assert answer is not None and answer.status == 200, f"{answer and answer.status} for {role}"
        checked_in_both_sizes(page)
        page.close()
