"""News and guidance of the demo: a section for everybody, and one for the leaders."""

import json
import uuid
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify

from accounts.models import User
from home.demo.clock import demo_clock
from home.demo.pictures import picture
from media.enums import DepictsChildren, LegalBasis
from meetings.articles.enums import Readers
from meetings.articles.files.add_file import add_file
from meetings.articles.files.describe_file import FileAnswers
from meetings.articles.pages import ArticlePage, ArticlesPage, SectionPage
from meetings.follows.follow import follow
from meetings.follows.followable import FollowTarget
from snippets.models import Initiative


def show_articles(users: dict[str, User], today: date) -> None:
    by = users["redaktor"]
    upload = SimpleUploadedFile("taarn.jpg", picture("blocks", 7), "image/jpeg")
    said = FileAnswers(
        words="Et tårn af farvede klodser på et gulv", depicts_children=DepictsChildren.NONE,
        legal_basis=LegalBasis.NO_PERSONS, delete_after=today + timedelta(days=300),
    )  # fmt: skip
    tower = add_file(upload=upload, answers=said, by=by, today=today)
    news = _section("Nyheder", Readers.EVERYBODY, "Nyt fra forvaltningen til alle, der er med i dialogmøderne.", by)
    _article(news, today - timedelta(days=40), by, "Årets skabelon er klar", "Vi begynder med børnene. Læs, hvad der er nyt i år.", [
        _block("text", "Skabelonen for årets dialogmøder er udgivet. Den bygger på det, I sagde sidste år: **færre punkter "
               "og mere tid** til det, børnene har vist os.\n\n- Begynd med en fortælling fra hverdagen.\n"
               "- Brug højst tre tal pr. indsats.\n- Skriv aftaler, man kan se, om er indfriet."),
        _block("link", {"words": "Se årets skabelon", "address": "/skabeloner/"}),
    ])  # fmt: skip
    _article(news, today - timedelta(days=12), by, "Sådan tager du gode billeder af hverdagen", "Et godt billede viser noget, I har lært – "
             "og kan ofte tages, uden at nogen kan genkendes.", [
        _block("text", "Gå tæt på det, børnene gør: hænder, materialer, spor i sandet. Så handler billedet om læring og ikke "
               "om, hvem barnet er."),
        _block("image", {"item": tower.pk, "caption": "Tårnet fortæller om samarbejde, og ingen kan genkendes."}),
        _block("heading", "Før du deler"),
        _block("text", "Tag stilling til, om børn kan genkendes, og angiv behandlingsgrundlaget. Er du i tvivl, så spørg din "
               "leder."),
    ])  # fmt: skip
    initiative = Initiative.objects.filter(examples__state="cleared").order_by("name").first()
    listings = [_block("pages", {"title": "Nyt til alle", "section": str(news.pk), "count": 2})]
    if initiative is not None:
        listings.append(_block("examples", {"title": "", "initiative": str(initiative.pk), "count": 3}))
    plf = _section(
        "PLF om data",
        Readers.FORUM,
        "Til jer, der læser data sammen i det professionelle læringsfællesskab.",
        by,
        listings,
    )
    _article(plf, today - timedelta(days=30), by, "Forløb 1: Læs data som spørgsmål", "En samtale på 30 minutter, I kan holde på et "
             "ledelsesmøde.", [
        _block("text", "1. Se på tallet hver for sig i to minutter. Hvad undrer dig?\n2. Skriv hver ét spørgsmål, tallet "
               "ikke kan svare på.\n3. Aftal, hvem der spørger børnene, og hvornår."),
    ])  # fmt: skip
    _article(plf, today - timedelta(days=5), by, "Forløb 2: Sæt en fortælling ved siden af tallet", "Når tal og fortælling "
             "peger hver sin vej, bliver samtalen interessant.", [
        _block("text", "Vælg ét tal og én praksisfortælling om den samme indsats. Spørg: **Hvad ser vi i fortællingen, som "
               "tallet ikke viser?** Og omvendt."),
        _block("link", {"words": "Find eksempler i lederforum", "address": "/lederforum/"}),
    ])  # fmt: skip
    follow(target=FollowTarget(plf.title, page=plf.pk), by=users["leder-skovskolen"])


def _section(
    title: str, readers: Readers, intro: str, by: User, body: list[dict[str, object]] | None = None
) -> SectionPage:
    page = SectionPage(
        title=title, slug=slugify(title), readers=readers, intro=intro, body=json.dumps(body or []), owner=by
    )
    ArticlesPage.objects.get().add_child(instance=page)
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    return SectionPage.objects.get(pk=page.pk)


def _article(
    section: SectionPage, day: date, by: User, title: str, summary: str, body: list[dict[str, object]]
) -> None:
    with demo_clock(day):
        page = ArticlePage(
            title=title, date=day, summary=summary, body=json.dumps(body), owner=by, live=False, section=section
        )
        SectionPage.objects.get(pk=section.pk).add_child(instance=page)
        page.save_revision(user=by).publish(user=by, skip_permission_checks=True)


def _block(kind: str, value: object) -> dict[str, object]:
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}
