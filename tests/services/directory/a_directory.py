"""Create a unit with a rule for its leadership team, an administrator, and the settings of a directory, whose address
is in the environment; in a process of the installation."""

import json
import os

from accounts.directory.settings import DirectorySettings
from accounts.roles import Role
from meetings.units.directory.models import DirectoryRule
from tests import factories


def main() -> None:
    factories.home()
    unit = factories.make_unit()
    settings = DirectorySettings.here()
    settings.protocol, settings.is_shown = "openid", True
    settings.issuer, settings.client_id, settings.asks_userinfo = os.environ["DIRECTORY"], "laeringsrum", True
    settings.uses_refresh_tokens = True
    settings.save()
    DirectoryRule.objects.create(claim="groups", value="ledelse", role=Role.LEADERSHIP_TEAM, unit=unit)
    DirectoryRule.objects.create(claim="groups", value="personale", role=Role.STAFF_REPRESENTATIVE, unit=unit)
    boss = factories.user(role=Role.ADMINISTRATOR)
    print(json.dumps({"unit": unit.get_url(), "administrator": boss.email}))
