"""The registry: how a model tells about a person, or why it does not.

The modules beside this one call `disclose` for each model; a test asks that every relation to a user, mail address,
name and JSON column of every model is either told or has a reason in `not_disclosed.py`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When

from accounts.user import User
from foundation.text.data_package import kind_of

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


@dataclass(frozen=True)
class DataSubject:
    """Somebody with an account, or with a mail address alone. `addresses` are all that are known, in small letters,
    without those by which somebody else signs in."""

    user: User | None
    addresses: frozenset[str]

    @classmethod
    def from_account(cls, user: User | None, email: str) -> "DataSubject":
        addresses = {email.lower()}
        if user is not None:
            of_others = User.objects.exclude(pk=user.pk).filter(email__iexact=OuterRef("email"))
            known = EmailAddress.objects.filter(~Exists(of_others), user=user).values_list("email", flat=True)
            addresses = {user.email.lower(), *(one.lower() for one in known)}
        return cls(user, frozenset(addresses - {""}))

    @classmethod
    def named(cls, email: str) -> "DataSubject":
        """The person of the account with that address, its own or a further one; else the address alone."""
        found = User.objects.filter(Q(email__iexact=email) | Q(emailaddress__email__iexact=email))
        return cls.from_account(found.order_by(Case(When(email__iexact=email, then=0), default=1), "pk").first(), email)


@dataclass(frozen=True)
class DisclosedColumn:
    """A column of what is told: its heading, the value of a row, and its type in the description of the data. `by`: the
    relations that it tells apart."""

    label: "StrOrPromise"
    value: Callable[[Any], object]
    kind: str = "string"
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disclosure:
    """Rows of `model` about a person: a relation in `by` is the person, or an address in `emails` is theirs on a row
    whose relation is empty. An address may have been another's before.

    `also` adds rows that neither finds. `fields` are personal columns that are told, besides those of `by` and
    `emails`; `note` is what is left out of the rows, and why. `related` are loaded with them, and `prefetched` for each
    portion. `holds` gives the contribution whose words a row tells, if it tells any.
    """

    name: str
    title: "StrOrPromise"
    model: str
    columns: tuple[DisclosedColumn, ...]
    by: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    also: Callable[[DataSubject], Q] | None = None
    fields: tuple[str, ...] = ()
    note: "StrOrPromise" = ""
    related: tuple[str, ...] = ()
    prefetched: tuple[str, ...] = ()
    holds: Callable[[Any], object] = lambda row: None

    def rows(self, person: DataSubject, *, with_people: bool) -> Iterator[object]:
        """In the order in which they were made, read in portions. On each row stand `disclosed_to`, the primary key
        of the person's account, and `with_people`: whether it may show others who can be recognised."""
        found = self._of(person)
        if found is None:
            return
        manager = apps.get_model(self.model)._base_manager
        rows = manager.filter(pk__in=manager.filter(found).values("pk")).select_related(*self.related).order_by("pk")
        for row in rows.prefetch_related(*self.prefetched).iterator(chunk_size=500):
            row.disclosed_to, row.with_people = person.user and person.user.pk, with_people
            yield row

    def exists(self, person: DataSubject) -> bool:
        return next(self.rows(person, with_people=False), None) is not None

    def _of(self, person: DataSubject) -> Q | None:
        parts = [Q(**{name: person.user.pk}) for name in self.by] if person.user is not None else []
        for name in self.emails:
            nobody = Q(
                **{f"{one}__isnull": True for one in self.by if one.rpartition("__")[0] == name.rpartition("__")[0]}
            )
            parts += [nobody & Q(**{f"{name}__iexact": address}) for address in sorted(person.addresses)]
        parts += [self.also(person)] if self.also else []
        found = Q()
        for part in parts:
            found |= part
        return found if parts else None


DISCLOSED: list[Disclosure] = []


def disclose(
    name: str,
    title: "StrOrPromise",
    model: str,
    columns: Iterable["str | tuple[str, StrOrPromise] | DisclosedColumn"],
    **more: Any,
) -> None:
    """Register what is told under `name`, which is the name of its file. A column is a `DisclosedColumn`, or the path
    of a value ("meeting.unit") with its heading; without one the heading is the name of the field. Without `by` the
    relations are those that a column tells apart (`parts`)."""
    kind = apps.get_model(model)
    shown = tuple(_shown(kind, column) for column in columns)
    more.setdefault("by", tuple(name for column in shown for name in column.by))
    DISCLOSED.append(Disclosure(name, title, model, shown, **more))


def _shown(model: type[models.Model], column: "str | tuple[str, StrOrPromise] | DisclosedColumn") -> DisclosedColumn:
    if isinstance(column, DisclosedColumn):
        return column
    path, label = column if isinstance(column, tuple) else (column, "")
    found: Any = None if "." in path else model._meta.get_field(path)
    return DisclosedColumn(
        label or found.verbose_name, lambda row: value_at(row, path), kind_of(found) if found else "string"
    )


def value_at(row: object, path: str) -> Any:
    """Return the value at the end of the path; the words of a choice; None where a relation on the way is empty."""
    for name in path.split("."):
        if row is None:
            return None
        display = getattr(row, f"get_{name}_display", None)
        row = display() if display else getattr(row, name)
    return row


def personal_fields(model: type[models.Model]) -> list[str]:
    """Return the columns of the model by which a person can be found, or that may hold anything."""
    local = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [one.name for one in local if _is_personal(one)]


def _is_personal(one: models.Field) -> bool:
    if one.is_relation:
        return one.related_model is User
    if isinstance(one, models.EmailField | models.JSONField):
        return True
    return isinstance(one, models.CharField | models.TextField) and (
        "name" in one.name or one.name in {"contact", "label", "object_str", "owner_detail", "user_agent", "author"}
    )
