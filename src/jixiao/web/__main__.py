"""``python -m jixiao.web COMMAND``: Django's own commands, for who looks after a server."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao.web.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["python -m jixiao.web", *sys.argv[1:]])
