"""Names of the official forms and what they hold."""

from __future__ import annotations

from jixiao.terms.label import Labelled


class FormName(Labelled):
    """Official forms jixiao knows by name."""

    HEBEI_GOAL_TEXT = "hebei-goal-text", "河北省部门预算绩效文本", "Hebei performance goal text"
