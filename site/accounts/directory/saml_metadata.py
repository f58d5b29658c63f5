"""The SAML metadata of a directory. Imports python3-saml, so it is only imported when somebody needs it."""

from django.conf import settings
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser

from accounts.directory.errors import NotTrusted


def read_metadata(xml: str) -> dict[str, object]:
    """Read entity id, address and certificates of the directory. Raises NotTrusted."""
    try:
        found = OneLogin_Saml2_IdPMetadataParser.parse(xml.encode()).get("idp", {})
    except Exception as error:  # its parser raises what it likes
        raise NotTrusted(f"metadata: {type(error).__name__}") from None
    certificates = found.get("x509cert") or found.get("x509certMulti", {}).get("signing")
    if not found.get("entityId") or not certificates:
        raise NotTrusted("metadata: no identity provider with a certificate for signing")
    url = found.get("singleSignOnService", {}).get("url", "")
    if not url.startswith("https://") and not settings.DIRECTORY_OVER_HTTP:
        raise NotTrusted("metadata: no address with the binding HTTP-Redirect over https")
    return dict(found)
