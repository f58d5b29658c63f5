"""Register the registers and their permission policy with Wagtail."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from snippets.dataset_type import DatasetType
from snippets.permissions import RegisterPolicy
from snippets.registers import DataType, Goal, Initiative
from snippets.viewsets import Registers

for register in (Initiative, Goal, DataType, DatasetType):
    register_permission_policy(register, RegisterPolicy(register))

register_snippet(Registers)
