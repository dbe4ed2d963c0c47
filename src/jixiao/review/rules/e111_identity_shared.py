"""E111: two projects are not one and the same."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.words import squeeze
from jixiao.review.examination import Examination, Sheet, grouped
from jixiao.review.rule import Rule
from jixiao.review.words import shown
from jixiao.terms.findings import Kind, Level


class IdentityShared(Rule):
    """两个项目用了同一个编码或者同一个名称。

    编码一个项目一个；名称连同文号都一样，分不清是哪笔钱、哪件事，自评和公开时会张冠李戴。
    同一文号下达的几个项目，名称不同就可以。

    反例：
        项目:
          - {项目名称: 示财教〔2023〕1号 校舍维修, 预算数: "3"}
          - {项目名称: 示财教〔2023〕1号 校舍维修, 预算数: "5"}

    正例：
        项目:
          - {项目名称: 示财教〔2023〕1号 校舍维修, 预算数: "3"}
          - {项目名称: 示财教〔2023〕1号 操场改造, 预算数: "5"}
    """

    code, level, kind = "E111", Level.IMPROVE, Kind.PROJECTS
    english = "two projects with one code or one name"
    cites = (cite("财办〔2020〕13号", "项目编码"), cite("财预〔2015〕88号", "绩效目标设定要求"))
    item = "scientific"

    def check(self, exam: Examination) -> Iterator[Finding]:
        coded = grouped(exam.sheets, lambda s: squeeze(s.project.code or "") or None)
        yield from self._shared(coded, "code", "项目编码", "编码一个项目一个，请照项目库核对。")
        named = grouped(exam.sheets, lambda s: squeeze(s.project.name) or None)
        yield from self._shared(named, "name", "名称", "请写出区别；确是同一个项目的，合成一个。")

    def _shared(
        self, groups: dict[str, list[Sheet]], field: str, label: str, remedy: str
    ) -> Iterator[Finding]:
        for first, *others in groups.values():
            if others:
                said = first.project.code if field == "code" else first.project.name
                yield self.finding(
                    others[0].at(field),
                    f"{len(others) + 1}个项目的{label}都是{shown(said)}。",
                    remedy,
                    also=[sheet.at(field) for sheet in (first, *others[1:])],
                )
