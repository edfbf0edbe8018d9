import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import rolled_back

pytestmark = pytest.mark.own_database


def test_probe(world):
    import time

    t0 = time.time()
    names = [
        ("account_login", ()),
        ("account_logout", ()),
        ("account_inactive", ()),
        ("account_signup", ()),
        ("account_reauthenticate", ()),
        ("account_email", ()),
        ("account_email_verification_sent", ()),
        ("account_change_password", ()),
        ("account_set_password", ()),
        ("account_reset_password", ()),
        ("account_confirm_login_code", ()),
        ("account_confirm_email", ("MQ:x:y",)),
        ("account_reset_password_from_key_done", ()),
        ("account_reset_password_from_key", ("1", "abc-123")),
        ("account_reset_password_done", ()),
        ("set_language", ()),
        ("followup:start", ()),
        ("followup:accessibility", ()),
    ]
    for name, args in names:
        for who in (None, world.a.people["member"], world.nobody):
            res = []
            for m in "get head options post put patch delete".split():
                with rolled_back():
                    c = Client(raise_request_exception=False)
                    if who:
                        c.force_login(who)
                    r = getattr(c, m)(reverse(name, args=args))
                    res.append(f"{m[:4]}={r.status_code}{r.headers.get('Location', '')}")
            print(name, who and who.name, *res)
    print(time.time() - t0)
