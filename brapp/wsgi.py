"""The WSGI entry point that gunicorn loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from brapp.durability import refuse_to_lose_rows

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brapp.settings")
application = get_wsgi_application()
refuse_to_lose_rows()
# Every page is loaded before the first visitor asks, and what has been loaded is never thrown away: looked through for
# rubbish again and again, it made large pages a fifth slower.
assert get_resolver().url_patterns
gc.collect()
gc.freeze()
