"""Signing in with the account that the municipality's directory knows, by OpenID Connect or SAML.

What a person is allowed here follows from rules of packages above (settings.DIRECTORY_ROLES).
"""
