"""The WSGI entry point that gunicorn loads."""

import os

from django.core.wsgi import get_wsgi_application

from brapp.durability import refuse_to_lose_rows

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brapp.settings")
application = get_wsgi_application()
refuse_to_lose_rows()
