"""SAML 2: the way to the directory, our metadata, and what the directory's response says.

python3-saml checks signatures, wrapped assertions, times and issuer; what it lets pass is refused here: a response
that answers no request, or names no audience or recipient, and an assertion that was used before.
"""

import time
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from onelogin.saml2.utils import OneLogin_Saml2_Utils
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML

from accounts.directory.claims import Claims, values_of
from accounts.directory.errors import NotTrusted
from accounts.directory.job_functions import ATTRIBUTES, JOB_FUNCTION, read_job_functions
from accounts.directory.saml_metadata import read_metadata
from accounts.directory.settings import DirectorySettings, full_url

if TYPE_CHECKING:
    from accounts.provider import DirectoryProvider

MAX_RESPONSE_BYTES = 512 * 1024  # of an encoded response
TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"


def redirect_to_directory(
    request: HttpRequest, provider: "DirectoryProvider", next_url: str | None, data: dict[str, object]
) -> HttpResponse:
    """To where the person signs in; the request's id stays in the session. Raises NotTrusted."""
    auth = OneLogin_Saml2_Auth(_request_data(), old_settings=_service(provider.app.directory))
    # Not empty: some providers leave an empty RelayState out of what they verify the signature of.
    url = auth.login(return_to="login")
    provider.stash_redirect_state(request, "login", next_url, data, state_id=auth.get_last_request_id())
    return HttpResponseRedirect(url)


def our_metadata(directory: DirectorySettings) -> bytes:
    """Return what the directory must know of us. Works before the directory's own metadata are there."""
    found = _service(directory, sp_only=True).get_sp_metadata()
    return found if isinstance(found, bytes) else found.encode()


class ResponseWithDecryption(OneLogin_Saml2_Response):
    """Puts a decrypted assertion in its place letter by letter. python3-saml moves it within the document; where the
    response has another prefix for the namespace the assertion takes that over, and its signature no longer holds."""

    def _decrypt_assertion(self, xml: Any) -> object:
        encrypted = xml.find(f"{{{Constants.NS_SAML}}}EncryptedAssertion")
        data = encrypted.find(f"{{{Constants.NS_XENC}}}EncryptedData")
        for key in encrypted.findall(f"{{{Constants.NS_XENC}}}EncryptedKey"):  # beside the data, or within
            data.find(f"{{{Constants.NS_DS}}}KeyInfo").append(key)
        decrypted = OneLogin_Saml2_Utils.decrypt_element(data, self._settings.get_sp_key(), inplace=True)
        text, place = OneLogin_Saml2_XML.to_string(decrypted), f"<p{token_hex(8)}/>"
        xml.replace(encrypted, OneLogin_Saml2_XML.to_etree(place))
        return OneLogin_Saml2_XML.to_etree(OneLogin_Saml2_XML.to_string(xml).replace(place.encode(), text, 1))


class ReceivedResponse:
    """A response as it was received; nothing of it is to be relied on before `read`. Raises NotTrusted."""

    def __init__(self, encoded: str, directory: DirectorySettings) -> None:
        if len(encoded) > MAX_RESPONSE_BYTES:
            raise NotTrusted("response: too large")
        self.directory, self.service = directory, _service(directory)
        try:
            self.response = ResponseWithDecryption(self.service, encoded)
            self.in_response_to = str(self.response.get_in_response_to() or "")
        except Exception as error:  # what is no XML, or can't be decrypted
            raise NotTrusted(f"response: {type(error).__name__}") from None
        if not self.in_response_to:
            raise NotTrusted("response: it answers no request of ours")

    def read(self) -> Claims:
        """What the signed assertion says; the caller has found the request that it answers. Raises NotTrusted."""
        response = self.response
        try:
            response.is_valid(_request_data(), request_id=self.in_response_to, raise_exceptions=True)
            audiences = response.get_audiences()
            confirmed = response._query_assertion("/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData")
            name_id = response.get_nameid_data()
            attributes = response.get_attributes()
            assertion, until = response.get_assertion_id(), response.get_assertion_not_on_or_after()
        except Exception as error:
            raise NotTrusted(f"response: {str(error)[:300]}") from None
        if self.service.get_sp_data()["entityId"] not in audiences:
            raise NotTrusted("response: for nobody, or for another (audience)")
        wanted = (self.in_response_to, full_url("directory_response"))
        if not any((one.get("InResponseTo"), one.get("Recipient")) == wanted for one in confirmed):
            raise NotTrusted("response: its assertion was made for another request")
        if until is None:
            raise NotTrusted("response: its assertion never ends")
        left = max(int(until - time.time()), 0) + 2 * Constants.ALLOWED_CLOCK_DRIFT
        if not cache.add(f"directory:assertion:{assertion}", True, left):
            raise NotTrusted("response: its assertion was used before")
        return self._claims(name_id, attributes)

    def _claims(self, name_id: dict[str, str], attributes: dict[str, list[str]]) -> Claims:
        values = values_of({name: found for name, found in attributes.items() if name not in ATTRIBUTES})
        privileges = [one for name in ATTRIBUTES for one in attributes.get(name, ()) if one]
        if privileges:
            values[JOB_FUNCTION] = read_job_functions(privileges, self.directory.cvr_number)
        if self.directory.subject_claim:
            subject = values.get(self.directory.subject_claim, ())
        else:
            subject = () if name_id.get("Format") == TRANSIENT else (name_id.get("Value", ""),)
        if len(subject) != 1 or not subject[0]:
            raise NotTrusted("response: nothing in it identifies the person for good (NameID)")
        return Claims(self.service.get_idp_data()["entityId"], subject[0], values)


def _service(directory: DirectorySettings, *, sp_only: bool = False) -> OneLogin_Saml2_Settings:
    """The settings for python3-saml: signed assertions of good algorithms, everything strict. Raises NotTrusted."""
    certificate, key = _certificate_and_key(settings.DIRECTORY_CERTIFICATE_FILE, settings.DIRECTORY_KEY_FILE)
    service = {
        "strict": True,
        "security": {
            "authnRequestsSigned": bool(key),
            "wantAssertionsSigned": True,
            # Names the certificate for encryption in our metadata; what is received may be encrypted or not.
            "wantAssertionsEncrypted": sp_only and bool(key),
            # Our metadata do not end, as directories keep them as a file. python3-saml would let them end in two days.
            "metadataValidUntil": "",
            "wantNameId": not directory.subject_claim,
            "wantAttributeStatement": False,
            "allowRepeatAttributeName": True,
            "requestedAuthnContext": False,
            "rejectDeprecatedAlgorithm": True,
            "signatureAlgorithm": Constants.RSA_SHA256,
            "digestAlgorithm": Constants.SHA256,
        },
        "sp": {
            "entityId": directory.our_entity_id,
            "assertionConsumerService": {
                "url": full_url("directory_response"), "binding": Constants.BINDING_HTTP_POST,
            },
            "NameIDFormat": Constants.NAMEID_UNSPECIFIED,
            "x509cert": certificate,
            "privateKey": key,
        },
    }  # fmt: skip
    if not sp_only:
        service["idp"] = read_metadata(directory.metadata)
    try:
        return OneLogin_Saml2_Settings(service, sp_validation_only=sp_only)
    except Exception as error:
        raise NotTrusted(f"settings: {error}") from None


@lru_cache
def _certificate_and_key(certificate: str, key: str) -> tuple[str, str]:
    """Our certificate and private key as PEM, with which requests are signed and assertions decrypted; or empty."""
    if not (certificate and key):
        return "", ""
    return Path(certificate).read_text(), Path(key).read_text()


def _request_data() -> dict[str, object]:
    """Where responses are received, as the directory knows it, for python3-saml."""
    here = urlsplit(full_url("directory_response"))
    return {
        "https": "on" if here.scheme == "https" else "off",
        "http_host": here.netloc,
        "script_name": "",
        "path_info": here.path,
        "get_data": {},
        "post_data": {},
    }
