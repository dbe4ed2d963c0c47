"""A401: a project code is copied without a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.codes import check_character, parse_code
from jixiao.plan.words import squeeze
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level


class ProjectCodeWrong(ProjectRule):
    """项目编码有误。

    项目编码二十一位，末位是校验字符，错一位或者相邻两位颠倒都能查出来。
    校验的算法由两省公开的十四个编码推算而来，没有见到官方说明，所以只建议核对，不退回。
    只查第九位为字母P的编码，其他形式的编码不查。

    反例：
        项目编码: 13073023P00008210002M

    正例：
        项目编码: 13073023P00008210002K
    """

    code, level, kind = "A401", Level.IMPROVE, Kind.STRUCTURE
    english = "project code fails its check"
    cites = (cite("财办〔2020〕13号", "项目编码"),)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        printed = squeeze(sheet.project.code or "")
        if not re.match(r"\d{8}P", printed):
            return
        code = parse_code(printed)
        if code is None:
            fault = (
                f"项目编码“{printed[:40]}”不是八位数字、一个字母、十一位数字加一位校验字符的形式。"
            )
            yield self.finding(
                sheet.at("code"), fault, f"编码应为21位，这里是{len(printed)}位；请照项目库核对。"
            )
        elif code.check_holds is False:
            right = check_character(printed[:-1])
            fault = f"项目编码“{printed}”的末位校验字符不符。"
            remedy = f"请照项目库核对；如果前二十位无误，末位应为“{right}”。"
            yield self.finding(sheet.at("code"), fault, remedy)
