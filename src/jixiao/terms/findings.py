"""What a finding is called and how heavy it weighs."""

from __future__ import annotations

from jixiao.terms.label import Labelled


class Level(Labelled):
    """How heavy a finding weighs; the order of the members is the order of weight."""

    RETURN = "return", "必须修改", "must be mended"
    IMPROVE = "improve", "建议修改", "should be improved"
    NOTE = "note", "提示", "note"

    @property
    def rank(self) -> int:
        """0 for the heaviest, so that sorting puts 必须修改 first."""
        return list(Level).index(self)


class Kind(Labelled):
    """What a rule looks at (the 'kinds' of rules in the catalogue)."""

    STRUCTURE = "structure", "结构", "structure"
    TEXT = "text", "文字", "text"
    NUMBER = "number", "数值", "number"
    INDICATORS = "indicators", "指标之间", "across indicators"
    PROJECTS = "projects", "项目之间", "across projects"
    YEARS = "years", "年度之间", "across years"
    RESULTS = "results", "执行和自评", "execution and self-evaluation"
    PEERS = "peers", "与同类相比", "against peers"
