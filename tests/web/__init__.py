"""The pages, tried as people use them. Django is brought up here, before any file of these tests."""

import os
import tempfile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao.web.settings")
# Never the data folder of who runs the tests.
os.environ["JIXIAO_DATA"] = tempfile.mkdtemp(prefix="jixiao-web-tests-")
os.environ.pop("JIXIAO_DEMO", None)
os.environ["JIXIAO_LANGUAGE"] = "zh-hans"

import django

django.setup()
