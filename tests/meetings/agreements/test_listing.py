"""Lists of agreements: what is past its date first, ours first, and only what one may see."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from meetings.agreements.listing import AgreementFilter, agreements_for
from tests import factories
from tests.meetings.minutes.browser import signed_in, words
from tests.meetings.minutes.scene import Scene, approved, begun, held

pytestmark = pytest.mark.django_db


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def scene() -> Scene:
    """Six agreements of one unit, in all situations."""
    scene = held()
    minutes = factories.minutes(meeting=scene.meeting, state="approved")
    for text, owner, due, status in [
        ("Vores sene", "unit", -10, "in_progress"),
        ("Forvaltningens sene", "administration", -5, "not_started"),
        ("Vores snart", "unit", 10, "not_started"),
        ("Forvaltningens senere", "administration", 90, "carried_over"),
        ("Indfriet", "unit", -40, "fulfilled"),
        ("Bortfaldet", "unit", -40, "dropped"),
    ]:
        factories.agreement(minutes=minutes, text=text, owner=owner, due_on=day(due), status=status)
    return scene


def listed(scene: Scene, who: str, **wanted: object) -> list[str]:
    rows = agreements_for(getattr(scene, who), AgreementFilter(**wanted), timezone.localdate())  # type: ignore[arg-type]
    return [row.text for row in rows]


def test_the_chef_meets_the_administrations_overdue_ones_first(scene: Scene) -> None:
    assert listed(scene, "chef") == ["Forvaltningens sene", "Vores sene", "Vores snart", "Forvaltningens senere"]


def test_the_unit_meets_its_own_first(scene: Scene) -> None:
    assert listed(scene, "leader")[:2] == ["Vores sene", "Forvaltningens sene"]


def test_filters_by_status_owner_unit_and_date(scene: Scene) -> None:
    assert listed(scene, "chef", status="closed") == ["Indfriet", "Bortfaldet"]
    assert listed(scene, "chef", status="carried_over") == ["Forvaltningens senere"]
    assert listed(scene, "chef", owner="administration") == ["Forvaltningens sene", "Forvaltningens senere"]
    assert listed(scene, "chef", overdue=True) == ["Forvaltningens sene", "Vores sene"]
    assert listed(scene, "chef", unit=factories.make_unit().pk) == []
    assert len(listed(scene, "chef", status="")) == 6


def test_the_pages_words_are_the_filter(scene: Scene) -> None:
    client = signed_in(scene.chef)
    page = words(client.get("/aftaler/?frist=over&ansvar=administration").content.decode())
    assert "1 aftale" in page
    assert "Forvaltningens sene" in page
    assert "Vores sene" not in page
    assert client.get(f"/aftaler/?enhed={scene.unit.pk}").status_code == 200


@pytest.mark.parametrize("query", ["status=findesikke", "enhed=999999", "enhed=x", "side=x", "frist=%00", "ansvar="])
def test_a_strange_filter_gives_a_page(scene: Scene, query: str) -> None:
    response = signed_in(scene.chef).get(f"/aftaler/?{query}")
    assert response.status_code == 200
    assert "Vores snart" in words(response.content.decode())


def test_the_filter_names_only_units_one_may_see(scene: Scene) -> None:
    approved(scene=begun(title="Dagtilbud Hemmelig"))
    other = factories.make_unit("Regnbuen", kind="daycare")
    factories.agreement(
        minutes=factories.minutes(meeting=factories.meeting(unit=other, state="held"), state="approved")
    )
    assert "Regnbuen" not in signed_in(scene.chef).get("/aftaler/").content.decode()


def test_the_units_list_has_open_and_closed(scene: Scene) -> None:
    address = f"/{scene.unit.area.slug}/{scene.unit.slug}/aftaler/"
    for who in ("leader", "team", "staff", "board", "chef", "consultant"):
        page = words(signed_in(getattr(scene, who)).get(address).content.decode())
        assert page.index("Vores snart") < page.index("Afsluttede") < page.index("Indfriet")


def test_the_lists_are_not_there_for_others(scene: Scene) -> None:
    address = f"/{scene.unit.area.slug}/{scene.unit.slug}/aftaler/"
    elsewhere = factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit())
    assert signed_in(elsewhere).get(address).status_code == 404
    assert signed_in(factories.user(role=Role.FORUM_MEMBER)).get("/aftaler/").status_code == 404
    assert signed_in(factories.user(is_superuser=True)).get("/aftaler/").status_code == 404
    assert Client().get("/aftaler/").status_code == 302


def test_the_number_of_queries_does_not_grow_with_the_rows(scene: Scene) -> None:
    client = signed_in(scene.chef)

    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    addresses = ["/aftaler/", f"/{scene.unit.area.slug}/{scene.unit.slug}/aftaler/"]
    few = [asked(address) for address in addresses]
    for number in range(15):
        minutes = factories.minutes(
            meeting=factories.meeting(unit=factories.make_unit(), state="held"), state="approved"
        )
        factories.agreement(minutes=minutes, text=f"Aftale {number}", initiative=factories.initiative())
        factories.agreement(
            minutes=scene.meeting.minutes_page, text=f"Egen {number}", initiative=factories.initiative()
        )
    assert [asked(address) for address in addresses] == few
