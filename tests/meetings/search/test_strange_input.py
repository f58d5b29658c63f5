"""Any input gives a page."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.search.parse_query import MAX_QUERY_LENGTH, MAX_WORDS, parse_query
from meetings.meeting.enums import MeetingState
from meetings.search.excerpt import excerpt, mark_hits
from tests.meetings.evidence.scene import set_up

STRANGE = [
    '"', "'", "''", '""', "\\", "%", "_", "*", "skov*", "-skov", "^skov", "skov:", "title:skov", "NEAR(skov, 3)", "AND",
    "OR", "NOT", "skov AND", "(skov", "skov)", "{skov}", "skov | bæk", "skov & bæk", "!skov", "<->", "skov:*", ":*",
    "\x00", "skov\x00", "   ", "\t\n", "", "\u00a0", "\u200b", "\ud7ff", "😀", "Ⅷ", "²", "ª", "ﬁ", "İ", "ß", "ǅ",
    "a" * 5000,
    "skov " * 900, "<script>alert(1)</script>", "'; drop table meetings_searchentry; --", "{{ 7*7 }}",
    "og", "i", "og i på",
    "1 or 1=1", "skov\u0301", "אבג", "中文", "\u202eskov",
]  # fmt: skip
FTS = st.text(alphabet="\"*^:()-+{}|&!<>\\'~AND OR NOT NEAR skov", max_size=40)


@pytest.fixture
def person(db):
    scene = set_up(state=MeetingState.PREPARING)
    scene.shared(title="Skoven")
    return scene.leader


def page(person, words, **more):
    client = Client()
    client.force_login(person)
    return client.get("/soeg/", {"q": words, **more})


@pytest.mark.parametrize("words", STRANGE, ids=range(len(STRANGE)))
def test_strange_queries_give_a_page(person, words):
    answer = page(person, words)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.one_of(st.text(max_size=300), FTS), side=st.text(max_size=8), choice=st.text(max_size=12))
def test_random_queries_and_filters_give_a_page(person, words, side, choice):
    filters = dict.fromkeys(("enhed", "aar", "slags", "perspektiv", "indsats"), choice)
    assert page(person, words, side=side, **filters).status_code == 200
    assert page(person, words, side=side).status_code == 200


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.binary(max_size=40))
def test_random_bytes_in_the_query_string_give_a_page(person, query):
    client = Client()
    client.force_login(person)
    escaped = "".join(f"%{byte:02x}" for byte in query)
    assert client.get(f"/soeg/?q={escaped}").status_code == 200


@pytest.mark.parametrize("words", ['"skoven', "skoven*", "(skoven)", "skoven\x00", "  skoven  ", "SKOVEN!", "-skoven"])
def test_punctuation_around_a_word_is_ignored(person, words):
    assert page(person, words).context["hits"]


@given(st.text(max_size=500))
def test_a_parsed_query_has_few_plain_words(typed):
    query = parse_query(typed)
    assert len(query.shown) <= MAX_QUERY_LENGTH and len(query.words) <= MAX_WORDS
    assert all(character.isalnum() for word in query.words for character in word)
    assert "\x00" not in query.shown


@given(st.text(max_size=600), st.lists(st.text(min_size=1, max_size=10), max_size=3))
def test_an_excerpt_adds_nothing_to_the_text(text, words):
    assert "".join(piece.text for piece in mark_hits(text, words)) == text
    cut = "".join(piece.text for piece in excerpt(text, words)).removeprefix("… ").removesuffix(" …")
    assert cut in text


def test_hits_are_marked_and_everything_is_escaped(person):
    scene = set_up(state=MeetingState.PREPARING, title="Egeskolen")
    scene.shared(title="<b>Skov</b>", source="<i>3.B</i> i skoven & ved bækken")
    text = page(scene.leader, "skoven").content.decode()
    assert "<mark>skoven</mark> &amp; ved bækken" in text
    assert "<b>Skov" not in text and "<i>3.B" not in text and "&lt;b&gt;" in text


def test_a_search_without_hits_gives_advice(person):
    text = page(person, "xylofon").content.decode()
    assert "Ingen resultater" in text and "Prøv et kortere ord" in text
    assert "Skriv et ord" in page(person, '"').content.decode()
