"""A403: the code before a project's name is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.plan.codes import parse_code, parse_name
from jixiao.review.examination import Sheet
from jixiao.review.rule import ProjectRule
from jixiao.terms.findings import Kind, Level


class SourceCodeTruncated(ProjectRule):
    """项目名称前的编码位数不对。

    名称前【】里的编码是二十一位：八位区划和年份、一个字母、十二位顺序号，其后六位与项目编码的顺序号相同。
    少了一位，系统里就查不到这个项目；能从项目编码推出缺的是哪一位的，一并写出。

    反例：
        项目编码: 13073023P00010110002U
        项目名称: 【13073023X00000400010】怀财字【2023】7号 计量停征经费

    正例：
        项目编码: 13073023P00010110002U
        项目名称: 【13073023X000004000101】怀财字【2023】7号 计量停征经费
    """

    code, level, kind = "A403", Level.IMPROVE, Kind.STRUCTURE
    english = "code before the project's name has a wrong length"
    cites = (cite("财办〔2020〕13号", "项目编码"),)

    def look(self, sheet: Sheet) -> Iterator[Finding]:
        parsed = parse_name(sheet.project.name)
        source = parsed.source_code or ""
        if parsed.source_truncated and re.match(r"\d{8}[A-Z]", source):
            whole = _whole(source, sheet.project.code)
            yield self.finding(
                sheet.at("name"),
                f"项目名称前的编码“{source[:40]}”是{len(source)}位，应为21位。",
                _remedy(source, whole),
                to=sheet.project.name.replace(source, whole) if whole else None,
            )


def _whole(source: str, code: str | None) -> str | None:
    """The code in full, where the project's code tells what is missing."""
    project = parse_code(code)
    whole = source[:15] + project.serial if project else ""
    return whole if len(whole) == 21 and whole.startswith(source) else None


def _remedy(source: str, whole: str | None) -> str:
    if whole is None:
        return "请照项目库补全编码。"
    missing = whole.removeprefix(source)
    return f"按项目编码的顺序号“{whole[-6:]}”，末尾应补“{missing}”，即“{whole}”；请照项目库核对。"
