"""Names of the official forms and what they hold."""

from __future__ import annotations

from jixiao.terms.label import Labelled


class FormName(Labelled):
    """Official forms jixiao knows by name."""

    HEBEI_GOAL_TEXT = "hebei-goal-text", "河北省部门预算绩效文本", "Hebei performance goal text"
    PROJECT_GOAL = "project-goal", "项目支出绩效目标申报表", "goals of a project"
    SELF_EVALUATION = "self-evaluation", "项目支出绩效自评表", "project self-evaluation"
    HEBEI_SELF_EVALUATION = (
        "hebei-self-evaluation",
        "项目支出绩效自评表（河北）",
        "project self-evaluation, Hebei",
    )
    MONITORING_TABLE = (
        "monitoring-table",
        "项目支出绩效目标执行监控表",
        "monitoring table of project goals",
    )
    DEPARTMENT = "department", "部门整体支出绩效自评表", "self-evaluation of a whole department"
    EVALUATION = "evaluation", "项目支出绩效评价评分表", "evaluation frame of a project"
    REVIEW = "review", "项目支出绩效目标审核表", "review form of project goals"
