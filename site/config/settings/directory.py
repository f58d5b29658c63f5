"""Settings of signing in with the municipality's account (docs/directory.md)."""

from config import environment

#: Sign-in with the municipality's account (docs/directory.md): the secret that its directory issued to us (OpenID
#: Connect), and our certificate and key (SAML). Where its address is, administrators write in the Wagtail admin.
SOCIALACCOUNT_ADAPTER = "accounts.directory.adapter.DirectoryAdapter"
DIRECTORY_SECRET = environment.text("DIRECTORY_SECRET", "")
DIRECTORY_CERTIFICATE_FILE = environment.text("DIRECTORY_CERTIFICATE_FILE", "")
DIRECTORY_KEY_FILE = environment.text("DIRECTORY_KEY_FILE", "")
#: Whether a directory may be asked over plain http, for tests on one machine.
DIRECTORY_OVER_HTTP = False
#: The rules by which the directory gives roles: a module with the functions of accounts.directory.sign_in_user.Roles.
DIRECTORY_ROLES = "meetings.units.directory.at_sign_in"
