"""The administration of what stands above the councils: geography, organisations, councils' names, people's accounts.

Not of anything inside a council: whoever administers the site has no rights in a council for that reason, and none of
its promises, activities or texts are registered. To everybody else these addresses do not exist.
"""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from councils.admin import ADMINISTERED
from councils.second_factor import has_second_factor, is_required

# Django's own ways in and out are not offered: there is one login, with its limits and its second factor.
NOT_OFFERED = {"login", "logout", "password_change", "password_change_done", "view_on_site", "autocomplete"}


def may_administer(request):
    """Only superusers, and where second factors are required only with one."""
    user = request.user
    return user.is_active and user.is_superuser and (not is_required() or has_second_factor(request))


class Administration(AdminSite):
    """Django's administration, closed like a page that was never made."""

    site_title = site_header = _("Brapp – administration")
    index_title = _("Det som ligger ovanför råden")
    site_url = "/"
    final_catch_all_view = False
    enable_nav_sidebar = False

    def has_permission(self, request):
        return may_administer(request)

    def admin_view(self, view, cacheable=False):
        """Somebody logged in who may not administer gets the 404 of any missing page."""
        inside = require_http_methods(["GET", "HEAD", "POST"])(super().admin_view(view, cacheable))

        def guarded(request, *args, **kwargs):
            if not self.has_permission(request):
                raise Http404
            return inside(request, *args, **kwargs)

        return update_wrapper(guarded, inside)

    def get_urls(self):
        offered = [one for one in super().get_urls() if getattr(one, "name", None) not in NOT_OFFERED]
        for one in offered:
            if one.callback:
                one.callback.login_url = None  # the site's own login, not Django's
        return offered


site = Administration(name="admin")
for model, model_admin in ADMINISTERED.items():
    site.register(model, model_admin)
