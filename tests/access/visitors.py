"""Whoever may come by."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client

from councils.models import User
from councils.roles import Role
from tests import factories as make
from tests.conftest import PASSWORD, Side
from tests.signing_in import sign_in


@dataclass(frozen=True)
class Visitor:
    """Somebody with a session, or without; `home` is the council one belongs to."""

    name: str
    session: str | None
    home: Side | None = None
    role: Role | None = None
    is_logged_out: bool = False
    is_superuser: bool = False
    is_overseer: bool = False
    user: User | None = None


def session_of(user):
    client = Client()
    sign_in(client, user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def visitors_of(world):
    """Those of B first, so that anything kept between requests is theirs."""
    b_only = world.b.people[Role.COORDINATOR]
    found = [Visitor("a user of B only", session_of(b_only), world.b, Role.COORDINATOR, user=b_only)]
    for role, user in world.a.people.items():
        found.append(Visitor(f"{role} of A", session_of(user), world.a, role, user=user))
    found.append(Visitor("a user in no council", session_of(world.nobody), user=world.nobody))
    overseer = make.user(name="Överblick", password=PASSWORD)
    make.oversight(user=overseer)
    EmailAddress.objects.create(user=overseer, email=overseer.email, primary=True)
    found.append(Visitor("an overseer", session_of(overseer), is_overseer=True, user=overseer))
    # With every right that Django knows beside ours: none of them opens a council.
    world.superuser.user_permissions.set(Permission.objects.filter(content_type__app_label="councils"))
    found.append(Visitor("a superuser", session_of(world.superuser), is_superuser=True, user=world.superuser))
    found.append(Visitor("a deactivated user", session_of(world.inactive), is_logged_out=True, user=world.inactive))
    User.objects.filter(pk=world.inactive.pk).update(is_active=False)
    found.append(Visitor("anonymous", None, is_logged_out=True))
    return found
