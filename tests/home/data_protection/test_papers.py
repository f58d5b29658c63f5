"""The papers on data protection: they follow the settings, name tests that exist, and are read by two roles."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from accounts.models import User
from accounts.roles import MATRIX, Right, Role
from accounts.second_factor.sign_in_settings import SignInSettings
from foundation.audit import AuditEvent
from foundation.municipality import ArchiveRule, Municipality
from home.api.key import ApiKey
from home.api.make_key import make_key
from home.data_protection.papers import PAPERS, all_papers, paper_of
from home.data_protection.processor import Processor
from home.data_protection.save_processor import save_processor
from tests import factories
from tests.accounts.directory import openid_provider
from tests.named_tests import is_collected

pytestmark = pytest.mark.django_db
RUNNING = {
    "name": "Driftshuset A/S", "country": "Danmark", "is_outside_eea": False, "purpose": "Driver serveren",
    "agreement": "1. august 2026, sag 26/1234",
}  # fmt: skip


@pytest.fixture
def officer() -> User:
    return factories.user(name="Dorte Præst", role=Role.DATA_PROTECTION_OFFICER)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(key: str) -> str:
    paper = paper_of(key)
    assert paper is not None
    texts = [paper.title, paper.lead]
    for part in paper.parts:
        texts += [part.title, *(one.text for one in part.statements), *part.open_points]
        texts += [" | ".join(row.cells) for row in part.rows]
    return "\n".join(texts)


def change_municipality(**values: Any) -> None:
    here = Municipality.here()
    for name, value in values.items():
        setattr(here, name, value)
    here.save()


def test_a_changed_setting_changes_the_paper(settings: LazySettings, officer: User) -> None:
    change_municipality(name="Skovby Kommune", contact_email="dpo@skovby.example", minutes_link_days=77)
    change_municipality(keep_image_days=99, archive_rule=ArchiveRule.KEEP, archive_years=4)
    record, times = text_of("fortegnelse"), text_of("slettefrister")
    assert "Skovby Kommune" in record and "dpo@skovby.example" in record and "Dorte Præst" in record
    assert "Billeder opbevares i 99 dage, og intet" in record
    assert "Billeder | 99 dage | " in times and "4 år efter godkendelsen, vises for ingen" in times
    assert "77 dage efter godkendelsen" in times and "et link og en kode i 77 dage." in text_of("hvem-ser-hvad")
    change_municipality(archive_rule=ArchiveRule.DELETE)
    assert "4 år efter godkendelsen" not in text_of("slettefrister")

    before = text_of("fortegnelse")
    for name, value, said in [
        ("VIEW_LOG_KEEP_DAYS", 182, "Loggen opbevares i 182 dage"),
        ("SECURE_HSTS_SECONDS", 31_536_000, "Alt mellem browser og server sendes krypteret"),
        ("EMAIL_USE_TLS", True, "Mails afleveres krypteret"),
        ("CLAMD_ADDRESS", "scanner:3310", "der lægges ind, scannes for virus"),
        ("S3_BUCKET", "filer", "I højst et kvarter virker det for alle, der har det"),
        ("BACKUP_KEY", b"x" * 32, "Sikkerhedskopier er krypterede"),
        ("SESSION_COOKIE_AGE", 1800, "efter 30 minutter uden brug"),
        (
            "MEDIA_REDIRECT_HOSTS",
            ["https://filer.example"],
            "andre end filer fra objektlageret (https://filer.example)",
        ),
        ("AUDIT_HEAD_FILE", "/andetsteds/hoveder", "kædens hoved sendes hver nat med mail eller skrives i en fil"),
    ]:
        assert said not in before
        setattr(settings, name, value)
        assert said in text_of("fortegnelse"), name
    for name, value, said in [
        ("MAIL_KEEP_DAYS", 12, "Sendte mails | 12 dage"),
        ("EXPORT_KEEP_DAYS", 3, "som nogen har bestilt | 3 dage"),
        ("EVENT_LOG_KEEP_YEARS", 5, "Hvem har gjort hvad | 5 år"),
    ]:
        setattr(settings, name, value)
        assert said in text_of("slettefrister"), name
    openid_provider.settings(lapse_days=12)
    assert "ved personens næste login eller 12 dage efter" in text_of("fortegnelse")
    assert "en persons roller | 12 dage efter" in text_of("slettefrister")
    openid_provider.settings(uses_refresh_tokens=True)
    assert "når kataloget spørges om natten, eller 12 dage efter" in text_of("fortegnelse")
    assert "Refresh token" in text_of("slettefrister")
    for key in PAPERS:
        paper = paper_of(key)
        assert paper is not None
        assert [test for test in paper.tests if not is_collected(test)] == [], "of these settings too"
    factor = SignInSettings.here()
    factor.second_factor_roles = [Role.BOARD_REPRESENTATIVE.value]
    factor.save()
    for key in ("fortegnelse", "konsekvensanalyse", "hvem-ser-hvad"):
        assert "Totrinslogin er et krav for: Bestyrelsesrepræsentant." in text_of(key)


@pytest.mark.parametrize(
    ("name", "value", "asked"),
    [
        ("AUDIT_HEAD_MAILS", ["dpo@skovby.example"], "Loggens hoved gemmes ingen steder"),
        ("DELETION_LEDGER", ["/andetsteds"], "Listen over sletninger ligger i datamappen"),
    ],
)
def test_what_the_installation_does_not_see_to_is_an_open_point(
    settings: LazySettings, name: str, value: list[str], asked: str
) -> None:
    assert asked in text_of("fortegnelse") and asked in text_of("konsekvensanalyse")
    setattr(settings, name, value)
    assert asked not in text_of("fortegnelse") + text_of("konsekvensanalyse")


def test_no_sentence_promises_more_than_the_system_does(settings: LazySettings) -> None:
    """What is left out, may be confirmed away or waits is said in the sentence itself."""
    texts = "\n".join(map(text_of, PAPERS))
    for limit in (
        "medmindre slutningen af loggen bliver skåret af",
        "kan en leder bekræfte, at et tal ikke er et CPR-nummer. Billeder, film og lyd gennemsøges ikke",
        "højst én linje hvert tiende minut",
        "medmindre det er mindre end 15 minutter siden",
        "så længe listen over sletninger findes",
        "inviteret til en forumdag",
        "Loggene rettes ikke",
    ):
        assert limit in texts, limit


def test_the_list_writes_no_paper(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, (title, lead, _write) in PAPERS.items():
        monkeypatch.setitem(PAPERS, key, (title, lead, lambda: pytest.fail("a paper is written")))
    page = signed_in(officer).get(reverse("data_protection")).content.decode()
    assert all(paper.title in page and paper.lead in page for paper in all_papers())


def test_who_sees_what_is_the_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(Right.SEE_FORUM.label) not in next(
        line for line in text_of("hvem-ser-hvad").splitlines() if line.startswith("Bestyrelsesrepræsentant |")
    )
    monkeypatch.setitem(MATRIX, Role.BOARD_REPRESENTATIVE, frozenset({Right.SEE_FORUM}))
    assert f"Bestyrelsesrepræsentant | én enhed | {Right.SEE_FORUM.label}" in text_of("hvem-ser-hvad")


def test_the_record_names_the_processors_and_what_is_missing(officer: User) -> None:
    assert "Registeret over databehandlere er tomt" in text_of("fortegnelse")
    row = save_processor(by=officer, **RUNNING)
    for key in ("fortegnelse", "konsekvensanalyse"):
        assert "Driftshuset A/S | Danmark | Driver serveren | 1. august 2026, sag 26/1234" in text_of(key)
        assert "Der mangler en databehandleraftale" not in text_of(key)
    changed = {**RUNNING, "agreement": "", "is_outside_eea": True}
    save_processor(processor=row, by=officer, expected_version=row.version, **changed)
    record = text_of("fortegnelse")
    assert "Danmark · uden for EU og EØS | Driver serveren | mangler" in record
    assert "Der mangler en databehandleraftale" in record and "grundlaget for overførslen" in record


def test_the_record_names_the_systems_that_read() -> None:
    assert "Intet andet system har en nøgle" in text_of("fortegnelse")
    chef, today = factories.user(role=Role.HEAD_OF_AREA), timezone.localdate()
    key, _secret = make_key(name="BI-lager", scopes=["units", "agreements"], expires_on=today, by=chef)
    assert "BI-lager (Enheder, Aftaler: tekst, dato og status)" in text_of("fortegnelse")
    ApiKey.objects.filter(pk=key.pk).update(expires_on=today - timedelta(days=1))
    assert "BI-lager" not in text_of("fortegnelse")


def test_the_register_is_kept_in_forms(officer: User) -> None:
    client, index = signed_in(officer), reverse("data_protection")
    assert client.get("/").content.decode().count("Databeskyttelse")
    sent = {**RUNNING, "is_outside_eea": ""}
    assert client.post(reverse("processor_new"), sent).url == index
    again = client.post(reverse("processor_new"), sent)
    assert again.status_code == 422 and "Der er allerede en med det navn" in again.content.decode()
    row = Processor.objects.get()
    answer = client.post(reverse("processor_edit", args=[row.pk]), {**sent, "country": "Sverige", "seen": row.version})
    assert answer.url == index and "Sverige" in client.get(index).content.decode()
    assert client.post(reverse("processor_remove", args=[row.pk])).url == index
    assert not Processor.objects.exists()
    acts = AuditEvent.objects.filter(action__startswith="processor.").order_by("pk")
    assert [act.action for act in acts] == ["processor.written", "processor.written", "processor.removed"]


def test_each_paper_is_a_page_and_a_word_document(officer: User) -> None:
    client = signed_in(officer)
    for key in PAPERS:
        page = client.get(reverse("data_protection_paper", args=[key])).content.decode()
        word = client.get(reverse("data_protection_word", args=[key]))
        texts = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(word.content)).paragraphs)
        paper = paper_of(key)
        assert paper is not None
        for said in (paper.title, f"tests/{paper.tests[-1]}"):
            assert said in page and said in texts
    assert client.get(reverse("data_protection_paper", args=["andet"])).status_code == 404
    assert client.get(reverse("data_protection_word", args=["andet"])).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if Right.KEEP_DATA_PROTECTION not in MATRIX[role]])
def test_others_find_no_papers_on_data_protection(role: Role, officer: User) -> None:
    row = save_processor(by=officer, **RUNNING)
    client = signed_in(factories.user(role=role))
    for name, arguments in [("data_protection_paper", ["fortegnelse"]), ("processor_edit", [row.pk])]:
        assert client.get(reverse(name, args=arguments)).status_code == 404
    assert client.post(reverse("processor_remove", args=[row.pk])).status_code == 404
    with pytest.raises(Exception, match="databeskyttelsesrådgiveren"):
        save_processor(by=factories.user(role=role), **{**RUNNING, "name": "En anden"})
    assert Processor.objects.count() == 1
