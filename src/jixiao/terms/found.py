"""What a search over a year finds."""

from __future__ import annotations

from jixiao.terms.label import Labelled


class FoundKind(Labelled):
    """What is found, in the order the results are shown."""

    PROJECT = "project", "项目", "projects"
    INDICATOR = "indicator", "指标", "indicators"
    FINDING = "finding", "审核提示", "findings"
    PERSON = "person", "人", "people"
    ARTICLE = "article", "条文", "articles"
