"""What a WSGI server loads."""

import os

from django.core.wsgi import get_wsgi_application

from jixiao.review.catalogue import rules

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao.web.settings")
application = get_wsgi_application()
rules()  # a rule that cannot be loaded keeps the server from starting, not a page from showing
