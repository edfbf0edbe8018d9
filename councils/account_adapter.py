"""How allauth behaves here: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _


class ClosedSignupAdapter(DefaultAccountAdapter):
    """People are invited by a coordinator; there is no open door."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Fel e-postadress eller lösenord."),
    }

    def is_open_for_signup(self, request):
        return False


def display_name(user):
    return str(user)
