"""All of the registry, and what is missing in it."""

from django.apps import apps

from home.access_exports.personal import account, own_work, taking_part, traces
from home.access_exports.personal.not_disclosed import NOT_DISCLOSED
from home.access_exports.personal.registry import DISCLOSED, Disclosure, personal_fields

#: The modules in the order in which they are imported, which is that of the page.
REGISTERED_MODULES = (account, own_work, taking_part, traces)


def everything() -> list[Disclosure]:
    return DISCLOSED


def undeclared_columns() -> list[str]:
    """Return the columns by which a person could be found, and which the registry neither tells nor gives a reason for.
    What Procrastinate has knows only the numbers of tasks."""
    said = set(NOT_DISCLOSED)
    for one in DISCLOSED:
        columns = {name.partition("__")[0] for name in (*one.by, *one.emails)} | set(one.fields)
        said |= {f"{one.model}.{name}" for name in columns}
    return [
        f"{model._meta.label}.{name}"
        for model in apps.get_models(include_auto_created=True)
        for name in personal_fields(model)
        if model._meta.managed and model._meta.label not in said and f"{model._meta.label}.{name}" not in said
    ]


def unknown_columns() -> list[str]:
    """Return what the registry speaks of, and no model has."""
    labels = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    return [
        key for key in NOT_DISCLOSED
        if key not in labels and key.rpartition(".")[2] not in personal_fields(labels[key.rpartition(".")[0]])
    ]  # fmt: skip
