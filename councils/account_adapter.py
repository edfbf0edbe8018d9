"""How allauth behaves here: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedSignupAdapter(DefaultAccountAdapter):
    """People are invited by a coordinator; there is no open door."""

    def is_open_for_signup(self, request):
        return False


def display_name(user):
    return str(user)
