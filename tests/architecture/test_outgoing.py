"""Which modules of the product can open a connection to somewhere else."""

import re

from tests.architecture.sources import PROJECT_ROOT

#: Directory, object store, and the mailbox of replies. The mail server is Django's, the scanner below.
NAMED = {
    "site/accounts/directory/outgoing_requests.py",
    "media/incoming_bucket.py",
    "media/moving/object_store.py",
    "site/foundation/infrastructure/object_store.py",
    "media/s3_storage.py",
    "media/ingest/virus_scan.py",
    "meetings/convening/replies/mailbox.py",
    "meetings/management/commands/read_replies.py",
}
NETWORK = re.compile(
    r"^\s*(?:import|from) (?:requests|httpx|aiohttp|urllib3|urllib\.request|http\.client|smtplib|imaplib|ftplib|boto3"
    r"|botocore|socket|websockets?)\b",
    re.M,
)


def test_only_named_modules_reach_the_network() -> None:
    folders = ("home", "media", "meetings", "snippets", "site/accounts", "site/config", "site/foundation")
    found = {
        str(path.relative_to(PROJECT_ROOT))
        for folder in folders
        for path in (PROJECT_ROOT / folder).rglob("*.py")
        if NETWORK.search(path.read_text())
    }
    assert found - NAMED == set()
    assert "site/accounts/directory/outgoing_requests.py" in found
