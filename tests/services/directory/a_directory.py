"""Create a unit with rules, an administrator, and the settings of a directory, whose protocol and address are in the
environment; in a process of the installation."""

import json
import os

import requests

from accounts.directory.settings import DirectorySettings
from accounts.roles import Role
from meetings.units.directory.models import DirectoryRule
from tests import factories

#: As rules write a job function of KOMBIT's context handler that is limited to one unit of the organisation.
JOB_FUNCTION = "http://laeringsrum.dk/roles/jobrole/leder/1 [http://kommune.kombit.dk/constraints/orgenhed/1=c1f2]"


def main() -> None:
    factories.home()
    unit = factories.make_unit()
    settings = DirectorySettings.here()
    settings.protocol, settings.is_shown = os.environ["PROTOCOL"], True
    if settings.protocol == "saml":
        settings.metadata = requests.get(os.environ["DIRECTORY"] + "/metadata", timeout=30).text
        settings.cvr_number = "29189846"
    else:
        settings.issuer, settings.client_id, settings.asks_userinfo = os.environ["DIRECTORY"], "laeringsrum", True
        settings.uses_refresh_tokens = True
    settings.save()
    for claim, value, role in [
        ("groups", "ledelse", Role.LEADERSHIP_TEAM),
        ("groups", "personale", Role.STAFF_REPRESENTATIVE),
        ("job_function", JOB_FUNCTION, Role.AGREEMENT_HOLDER),
    ]:
        DirectoryRule.objects.create(claim=claim, value=value, role=role, unit=unit)
    DirectoryRule.objects.create(claim="groups", value="chefer", role=Role.ADMINISTRATOR)
    boss = factories.user(role=Role.ADMINISTRATOR)
    print(json.dumps({"unit": unit.get_url(), "administrator": boss.email}))
