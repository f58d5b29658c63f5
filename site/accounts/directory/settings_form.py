"""The form of the directory's settings: what each protocol needs is there, and the directory answers."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.directory.errors import NotTrusted
from accounts.directory.outgoing_requests import fetch
from foundation.editor.forms import EditorForm


class DirectoryForm(EditorForm):
    #: Addresses, ids and certificates have digits in a row; none is what a person wrote about somebody.
    made_by_us = frozenset({"issuer", "client_id", "metadata", "metadata_url", "entity_id", "cvr_number"})

    def clean(self) -> dict[str, object]:
        data: dict[str, object] = super().clean() or {}
        if data.get("protocol") == "openid":
            self._require(data, "issuer", "client_id")
        elif data.get("protocol") == "saml":
            self._clean_metadata(data)
        if data.get("required_claim") and not data.get("required_values"):
            self.add_error("required_values", _("Write which values let somebody in."))
        return data

    def _require(self, data: dict[str, object], *names: str) -> None:
        for name in names:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed for the way you chose."))

    def _clean_metadata(self, data: dict[str, Any]) -> None:
        """Fetch the metadata where an address is written, and read them."""
        from accounts.directory.saml_metadata import read_metadata

        field, url = "metadata", data.get("metadata_url")
        try:
            if url:
                field = "metadata_url"
                data["metadata"] = fetch("GET", url, home=url).decode()
            if not data.get("metadata"):
                self._require(data, "metadata_url")
            else:
                read_metadata(data["metadata"])
        except (NotTrusted, UnicodeDecodeError) as failure:
            reason = failure.reason if isinstance(failure, NotTrusted) else "no text"
            self.add_error(field, _("These metadata cannot be used: %(reason)s") % {"reason": reason})
