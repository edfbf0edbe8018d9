"""What a phone keeps of the log page to work without coverage: a page, the files it asks for, and nothing else.

The page holds nobody's data. It is the same bytes for everybody and for every council, also one that was never made,
so it may lie on a phone where somebody else logs in.
"""

import hashlib
import json
import re

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.template.loader import render_to_string
from django.templatetags.static import static

ICONS = ((192, "any"), (512, "any"), (512, "maskable"))
COLOURS = {"background_color": "#ffffff", "theme_color": "#1A4F8B"}


def same_for_everybody(view):
    """A view without login and database, answered as to somebody without cookies: see PublicPagesMiddleware."""
    view.is_public = True
    return login_not_required(view)


def outbox_user(user):
    """What a phone calls this user, to tell entries of one from entries of another. Empty when nobody is logged in.

    The same for as long as the account lives, so that no change of keys makes an entry nobody's.
    """
    if not user.is_authenticated:
        return ""
    return hashlib.sha256(f"outbox {user.pk} {user.date_joined.isoformat()}".encode()).hexdigest()[:24]


def shell_html():
    """The page that is shown without coverage."""
    return render_to_string("followup/offline_log.html", {"example_data": settings.EXAMPLE_DATA})


def worker_script():
    """The service worker: its version, what it keeps, and the file with what it does.

    Every new name of a file and every changed word of the page makes it another script, which is how a browser finds
    out that there is a new one.
    """
    shell = shell_html()
    files = list(dict.fromkeys(re.findall(rf'(?:href|src)="({re.escape(settings.STATIC_URL)}[^"]+)"', shell)))
    version = hashlib.sha256("\n".join([shell, *files]).encode()).hexdigest()[:16]
    kept = json.dumps({"version": version, "page": "utan-tackning/", "files": files})
    return f'"use strict";\nconst KEPT = {kept};\nimportScripts({json.dumps(static("js/log-worker.js"))});\n'


def manifest(name):
    """What a phone needs to put the log page among its apps. Addresses are relative, so it is the same everywhere."""
    icons = [
        {
            "src": static(f"img/app-{size}{'-maskable' if purpose == 'maskable' else ''}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size, purpose in ICONS
    ]
    place = {"id": "./", "start_url": "./", "scope": "./", "display": "standalone"}
    return {"name": name, "short_name": "Brapp", "lang": "sv", **place, **COLOURS, "icons": icons}
