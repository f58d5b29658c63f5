"""Mail addresses as written and as sent."""

import pytest
from django.core.exceptions import ValidationError

from foundation.mail.mail_address import MailAddressField, UnsendableAddress, ascii_address, readable_address


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("karen@blåbær.dk", "karen@xn--blbr-roah.dk"),
        ("karen@bla\u030abær.dk", "karen@xn--blbr-roah.dk"),  # å of two signs, as a Mac writes it
        ("Karen.Hansen+x@skole.blåbær.dk", "Karen.Hansen+x@skole.xn--blbr-roah.dk"),
        ("anna@example.dk", "anna@example.dk"),
    ],
)
def test_the_domain_is_sent_in_ascii_and_shown_as_written(written: str, sent: str) -> None:
    assert ascii_address(written) == sent == ascii_address(sent)
    assert readable_address(sent) == readable_address(readable_address(sent))
    assert ascii_address(readable_address(written)) == sent


@pytest.mark.parametrize("address", ["søren@example.dk", "@example.dk", "", "karen", f"karen@{'å' * 64}.dk", "a@x..dk"])
def test_addresses_that_no_server_accepts_are_unsendable(address: str) -> None:
    with pytest.raises(UnsendableAddress):
        ascii_address(address)


@pytest.mark.parametrize("address", ["søren@example.dk", "Åse.Ø@blåbær.dk", "\u212aaren@example.dk"])
def test_danish_letters_before_the_at_sign_are_refused_with_a_message(address: str) -> None:
    with pytest.raises(ValidationError, match="Før @ må der ikke stå æ, ø, å"):
        MailAddressField().clean(address)


@pytest.mark.parametrize("address", ["karen", "karen@", "karen@blåbær", "a b@example.dk", f"karen@{'å' * 64}.dk"])
def test_invalid_addresses_are_refused_with_a_message(address: str) -> None:
    with pytest.raises(ValidationError, match="Det er ikke en mailadresse"):
        MailAddressField().clean(address)


def test_a_browser_that_sends_ascii_gives_the_same_address() -> None:
    assert MailAddressField().clean(" karen@xn--blbr-roah.dk ") == MailAddressField().clean("karen@blåbær.dk")
    assert MailAddressField(required=False).clean("") == ""
