"""The demo's sign-in with the municipality's account: set up, not shown yet, with rules and what was seen lately."""

from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from accounts.directory.claims import Claims
from accounts.directory.settings import DirectorySettings, SignInProtocol
from accounts.models import User
from accounts.provider import DIRECTORY
from accounts.roles import Role
from home.demo.municipality import address
from meetings.units.directory.at_sign_in import give_roles, record_unmatched_values
from meetings.units.directory.save_rule import save_rule
from meetings.units.pages import UnitPage

ISSUER = "https://login.demo.example/realms/kommunen"


def set_up_directory(units: dict[str, UnitPage], users: dict[str, User]) -> None:
    """One leader of the administration has signed in by it, and two people whom no rule lets in have tried."""
    here = DirectorySettings.here()
    here.protocol, here.issuer, here.client_id = SignInProtocol.OPENID, ISSUER, "laeringsrum"
    here.save()
    skovskolen, by = units["skovskolen"], users["administrator"]
    for group, role, unit, area in [
        ("Skovskolen-Ledelse", Role.LEADERSHIP_TEAM, skovskolen, None),
        ("Skovskolen-Personale", Role.STAFF_REPRESENTATIVE, skovskolen, None),
        ("Forvaltning-Konsulenter-Skole", Role.CONSULTANT, None, skovskolen.area),
        ("Lederforum", Role.FORUM_MEMBER, None, None),
    ]:
        save_rule(claim="groups", value=group, role=role, unit=unit, area=area, by=by)
    person = User.objects.create_user(address("udviklingschef"), None, name="Rikke Holm")
    SocialAccount.objects.create(provider=DIRECTORY, uid=Claims(ISSUER, "rikke", {}).key, user=person, extra_data={})
    now = timezone.now()
    give_roles(user=person, values=frozenset({("groups", "Lederforum"), ("groups", "Forvaltning")}), now=now)
    record_unmatched_values(values=frozenset({("groups", "Bakkeskolen-Personale"), ("groups", "Vikarer")}), now=now)
