"""The rule by which the bucket deletes what is left, and what `set_up` says when it takes none."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from media.incoming_bucket import RULE_ID, IncomingBucket, incoming_bucket
from tests.media.moving.test_object_store import says

FOREIGN = {"ID": "logs", "Status": "Enabled", "Filter": {"Prefix": "logs/"}, "Expiration": {"Days": 3}}


class Rules:
    """A store's client that knows nothing but rules."""

    def __init__(self, *rules: dict[str, Any], takes: bool = True) -> None:
        self.rules, self.takes = list(rules), takes

    def get_bucket_lifecycle_configuration(self, **words: Any) -> dict[str, Any]:
        if not self.rules:
            raise says(404, "NoSuchLifecycleConfiguration")
        return {"Rules": self.rules}

    def put_bucket_lifecycle_configuration(self, LifecycleConfiguration: dict[str, Any], **words: Any) -> None:
        if not self.takes:
            raise says(501, "NotImplemented")
        self.rules = LifecycleConfiguration["Rules"]


@pytest.fixture
def client(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.S3_BUCKET = "photos"
    options = {"bucket_name": "photos", "access_key": "a", "secret_key": "b", "region_name": "eu-north-1"}
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "", "OPTIONS": options}}
    monkeypatch.setattr("media.incoming_bucket.WAITS", ())
    bucket = IncomingBucket()
    monkeypatch.setattr("media.incoming_bucket.incoming_bucket", lambda: bucket)
    incoming_bucket.cache_clear()

    def put_in_place(rules: Rules) -> Rules:
        bucket.client = rules
        return rules

    return put_in_place


def test_the_bucket_gets_our_rule_once_and_keeps_those_of_others(client: Any) -> None:
    for rules in (Rules(), Rules(FOREIGN)):
        client(rules)
        others = list(rules.rules)
        for _time in range(2):
            call_command("bucket_rules", stdout=StringIO())
        *kept, ours = rules.rules
        assert kept == others
        assert (ours["ID"], ours["Filter"]) == (RULE_ID, {"Prefix": "incoming/"})
        assert ours["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 7} and ours["Expiration"] == {
            "Days": 30
        }


def test_a_store_without_rules_is_named(client: Any) -> None:
    client(Rules(takes=False))
    with pytest.raises(CommandError, match="by hand"):
        call_command("bucket_rules")


def test_bucket_rules_says_nothing_without_a_bucket(settings: Any) -> None:
    settings.S3_BUCKET = ""
    call_command("bucket_rules", stdout=(said := StringIO()))
    assert said.getvalue() == ""
