"""``python -m jixiao.cli`` is the program ``jixiao``."""

import sys

from jixiao.cli.main import main

sys.exit(main())
