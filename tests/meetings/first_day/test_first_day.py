"""The page that says what is left before the first unit can convene, and is gone when nothing is."""

import io
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import User
from accounts.roles import Role
from foundation.errors import NotAllowed
from foundation.municipality import Municipality
from meetings import migrations
from meetings.exports.document_settings import DocumentSettings
from meetings.exports.logo import logo_version
from meetings.first_day.set_up_municipality import set_up_municipality
from meetings.first_day.steps import steps
from meetings.first_day.use_standard_template import use_standard_template
from meetings.first_day.views import first_school_year
from meetings.template.copy_template import YearHasTemplate
from meetings.template.pages import TemplatePage
from meetings.template.time_budget import budgets
from meetings.units.close_unit import close_unit
from meetings.units.enums import UnitKind
from meetings.units.pages import AreaPage
from tests import factories

pytestmark = pytest.mark.django_db

TASK = "Gør Læringsrum klar til det første møde"
FIELDS = {
    "name": "Ærøskøbing Kommune", "contact_name": "", "contact_email": "dialog@kommunen.example",
    "contact_phone": "", "brand_colour": "#1d4f5c",
}  # fmt: skip


@pytest.fixture
def boss() -> User:
    factories.home()
    return factories.user(role=Role.ADMINISTRATOR)


def left() -> list[str]:
    return [step.key for step in steps(timezone.localdate()) if not step.is_done]


def picture(size: tuple[int, int] = (300, 90), kind: str = "PNG") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "#884422").save(out, kind)
    return SimpleUploadedFile("logo.png", out.getvalue(), "image/png")


def test_each_step_is_ticked_when_it_is_done_and_the_task_goes_with_the_last(client: Client, boss: User) -> None:
    client.force_login(boss)
    assert left() == ["municipality", "areas", "people", "template", "year"]
    assert TASK in client.get("/").content.decode()
    client.post(reverse("first_day_municipality"), FIELDS)
    assert left() == ["areas", "people", "template", "year"]
    units = [factories.make_unit(kind=kind) for kind in UnitKind]
    assert left() == ["people", "template", "year"]
    for unit in units:
        factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
        factories.user(role=Role.HEAD_OF_AREA, area=unit.area)
    assert left() == ["template", "year"]
    template = factories.template()
    assert left() == ["year"]
    page = client.get(reverse("first_day")).content.decode()
    assert reverse("start_year", args=[template.slug]) in page and "1 trin" in client.get("/").content.decode()
    factories.meeting(unit=units[0])
    assert left() == [] and TASK not in client.get("/").content.decode()
    assert "Alt er klar" in client.get(reverse("first_day")).content.decode()


def test_the_task_does_not_return_after_the_first_meeting(client: Client, boss: User) -> None:
    unit = factories.meeting().unit
    close_unit(unit=unit, closed_on=timezone.localdate(), by=boss)
    client.force_login(boss)
    assert "people" in left() and TASK not in client.get("/").content.decode()


def test_an_area_whose_units_are_closed_is_not_empty(boss: User) -> None:
    for kind in UnitKind:
        close_unit(unit=factories.make_unit(kind=kind), closed_on=timezone.localdate(), by=boss)
    assert "areas" not in left()


def test_a_unit_without_leader_and_an_area_without_chef_are_named(boss: User) -> None:
    unit = factories.make_unit()
    says = {step.key: step.left for step in steps(timezone.localdate())}
    assert says["people"] == "En enhed mangler en aftaleholder. Et område mangler en chef."
    assert "Et område har ingen enheder" in says["areas"]
    factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
    assert {step.key: step.left for step in steps(timezone.localdate())}["people"] == "Et område mangler en chef."


def test_name_colour_and_logo_stand_on_every_page(client: Client, boss: User) -> None:
    client.force_login(boss)
    assert client.get(reverse("logo")).status_code == 404
    client.post(reverse("first_day_municipality"), {**FIELDS, "logo": picture((3000, 900), "JPEG")})
    here = Municipality.here()
    assert (here.name, here.contact_email) == (FIELDS["name"], FIELDS["contact_email"])
    address = f"{reverse('logo')}?v={here.logo_version}"
    for who in (client, Client()):
        assert address in who.get(reverse("account_login") if who is not client else "/").content.decode()
        answer = who.get(address)
        assert answer["Content-Type"] == "image/png" and "immutable" in answer["Cache-Control"]
        assert Image.open(io.BytesIO(answer.content)).size == (800, 240)
    client.post(reverse("first_day_municipality"), {**FIELDS, "name": "Ærø Kommune"})
    assert Municipality.here().logo_version == here.logo_version
    DocumentSettings.objects.get().delete()


def test_an_upgrade_shows_the_logo_that_was_stored_before(boss: User) -> None:
    DocumentSettings(site_id=Municipality.here().site_id, logo=b"png").save()
    Municipality.objects.update(logo_version="")
    (name,) = [path.stem for path in Path(migrations.__file__).parent.glob("*_version_of_a_stored_logo.py")]
    import_module(f"meetings.migrations.{name}").fill_in(apps, None)
    assert Municipality.here().logo_version == logo_version(b"png")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, ""),
        ({"contact_email": "x"}, "ikke en mailadresse"),
        ({"brand_colour": "#ffff00"}, "for lys"),
        (
            {"logo": SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")},
            "JPEG",
        ),
        ({"logo": SimpleUploadedFile("logo.png", b"x" * 900_000, "image/png")}, "800 KB"),
        ({"contact_name": "Eva 010190-1234"}, "ligner et"),
    ],
    ids=["name", "mail", "colour", "SVG", "size", "CPR"],
)
def test_what_does_not_fit_is_refused(client: Client, boss: User, change: dict[str, object], says: str) -> None:
    client.force_login(boss)
    answer = client.post(reverse("first_day_municipality"), {**FIELDS, **change})
    assert answer.status_code == 422 and says in answer.content.decode()
    assert list(answer.context["form"].errors) == list(change)
    assert Municipality.here().name == "Kommunen"


def test_the_standard_template_is_published_by_an_editor(client: Client, boss: User) -> None:
    client.force_login(boss)
    with pytest.raises(NotAllowed):
        use_standard_template(school_year="2026/2027", by=boss)
    assert "Giv mig rollen som redaktør" in client.get(reverse("first_day")).content.decode()
    client.post(reverse("first_day_editor"))
    client.post(reverse("first_day_template"))
    template = TemplatePage.objects.get()
    assert template.live and template.school_year == first_school_year(timezone.localdate())
    assert client.get(template.url).status_code == 200
    assert all(budget.planned == budget.length == 240 for budget in budgets(template))
    editor = User.objects.get(pk=boss.pk)
    with pytest.raises(YearHasTemplate):
        use_standard_template(school_year=template.school_year, by=editor)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_others_may_not_set_up_the_municipality(client: Client, role: Role) -> None:
    factories.home()
    person = factories.user(role=role)
    with pytest.raises(NotAllowed):
        set_up_municipality(by=person, **FIELDS)
    client.force_login(person)
    for name in ("first_day_editor", "first_day_template"):
        assert client.post(reverse(name)).status_code == 404
    assert not TemplatePage.objects.exists()
    assert AreaPage.objects.count() == 2
