"""Settings of the installations that tests start: those of development, with passwords hashed in no time."""

from django.conf import global_settings

from config.settings.development import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *global_settings.PASSWORD_HASHERS]
