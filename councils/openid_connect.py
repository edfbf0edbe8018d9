"""OpenID Connect as allauth speaks it, with nothing about the answer taken on trust.

allauth leaves an id token's signature unread when it came straight from the provider, and asks the userinfo address
for what is in it. Here the signed token is the only source, and its signature, issuer, receiver and age are checked.
"""

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings

# Signed with the provider's private key; a shared secret (HS256) or no signature is refused.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
CLOCKS_MAY_DIFFER = 60  # seconds


def provider_with_id(provider_id):
    """The configured provider, or None."""
    return next((one for one in settings.OIDC_PROVIDERS if one.id == provider_id), None)


class CheckingAdapter(OpenIDConnectOAuth2Adapter):
    """Raises OAuth2Error whenever the provider's answer is not what it must be."""

    @property
    def openid_config(self):
        if not hasattr(self, "_openid_config"):
            config = self._read(provider_with_id(self.provider_id).server_url.rstrip("/"))
            self._openid_config = config
        return self._openid_config

    def _read(self, issuer):
        with get_adapter().get_requests_session() as session:
            answer = session.get(f"{issuer}/.well-known/openid-configuration")
            answer.raise_for_status()
            config = answer.json()
        if not isinstance(config, dict) or not all(isinstance(config.get(name), str) for name in NEEDED):
            raise OAuth2Error("the provider's configuration lacks an address")
        # Else one provider could pass for another.
        if config["issuer"].rstrip("/") != issuer:
            raise OAuth2Error("the provider calls itself something else than it was configured as")
        return config

    def complete_login(self, request, app, token, **kwargs):
        claims = self._decode_id_token(app, kwargs["response"].get("id_token"))
        provider = self.get_provider()
        if not provider_with_id(self.provider_id).person_id(claims):
            raise OAuth2Error("the id token does not say who it is about")
        login = provider.sociallogin_from_response(request, {"id_token": claims})
        # Name, address and group lists stay with the directory.
        login.account.extra_data = {}
        login.claims = claims
        return login

    def _decode_id_token(self, app, id_token):
        try:
            return jwt.decode(
                id_token,
                self._key_of(id_token),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_MAY_DIFFER,
                options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError, AttributeError) as fault:
            raise OAuth2Error("the id token does not hold") from fault

    def _key_of(self, id_token):
        """The one key of the provider's that the token names; it may name none when there is but one."""
        name = jwt.get_unverified_header(id_token).get("kid")
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if name in (None, key.key_id)]
        if len(keys) != 1:
            raise OAuth2Error("the provider has no such key")
        return keys[0]
