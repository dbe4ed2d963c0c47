"""The pages, tried as people use them. Django is brought up here, before any file of these tests."""

import atexit
import os
import shutil
import tempfile

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao.web.settings")
# Never the data folder of who runs the tests.
os.environ["JIXIAO_DATA"] = tempfile.mkdtemp(prefix="jixiao-web-tests-")
atexit.register(shutil.rmtree, os.environ["JIXIAO_DATA"], ignore_errors=True)
os.environ.pop("JIXIAO_DEMO", None)
os.environ["JIXIAO_LANGUAGE"] = "zh-hans"

django.setup()
