"""Task: fetch the SAML metadata anew, so that a new certificate of the directory is known before it is used."""

import logging

from django_tasks import task

from accounts.directory.errors import NotTrusted
from accounts.directory.outgoing_requests import fetch
from accounts.directory.settings import DirectorySettings, SignInProtocol
from foundation.audit import record

log = logging.getLogger("laeringsrum.directory")


@task(queue_name="nightly")
def refresh_metadata(day: str) -> bool:
    """Return whether the metadata changed. What can't be fetched or read leaves the former ones in use."""
    from accounts.directory.saml_metadata import read_metadata

    directory = DirectorySettings.here()
    if directory.protocol != SignInProtocol.SAML or not directory.metadata_url:
        return False
    try:
        found = fetch("GET", directory.metadata_url, home=directory.metadata_url).decode()
        entity_id = read_metadata(found)["entityId"]
        if entity_id != read_metadata(directory.metadata)["entityId"]:
            raise NotTrusted("metadata: of another identity provider; save the settings to change to it")
    except (NotTrusted, UnicodeDecodeError) as failure:
        log.error("the metadata of the directory were not fetched: %s", failure)
        return False
    changed = found != directory.metadata
    if changed:
        DirectorySettings.objects.filter(pk=directory.pk).update(metadata=found)
        record("directory.metadata_changed", directory, by=None)
    return changed
