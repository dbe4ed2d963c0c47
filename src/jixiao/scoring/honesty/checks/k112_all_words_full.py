"""K112: every indicator in words has full marks."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings.finding import Finding
from jixiao.law.shelf import cite
from jixiao.scoring.flags import Flag
from jixiao.scoring.honesty.check import Check
from jixiao.scoring.honesty.claim import Claim
from jixiao.terms.findings import Level


class AllWordsFull(Check):
    """定性指标没有一条扣分。

    定性指标分三档评定；条条满分，多半没有真的评。

    反例：
        指标:
          - [社会效益指标, 维护秩序, 效果明显, 达成年度指标, "30", "30"]
          - [生态效益指标, 保护环境, 效果明显, 达成年度指标, "30", "30"]
          - [可持续影响指标, 健全制度, 效果明显, 达成年度指标, "30", "30"]

    正例：
        指标:
          - [社会效益指标, 维护秩序, 效果明显, 达成年度指标, "30", "28"]
          - [生态效益指标, 保护环境, 效果明显, 达成年度指标, "30", "27"]
          - [可持续影响指标, 健全制度, 效果明显, 达成年度指标, "30", "30"]
    """

    code, level = "K112", Level.NOTE
    english = "every indicator in words has full marks"
    cites = (cite("财预〔2020〕10号", "定性指标评分"),)

    def look(self, claim: Claim) -> Iterator[Finding]:
        words = [
            i for i, made in claim.rows() if Flag.TO_BE_JUDGED in made.flags and i.score is not None
        ]
        if len(words) >= 3 and all(map(claim.is_full, words)):
            yield self.finding(
                claim.at("score", words[0]), f"{len(words)}条定性指标全部满分，没有写评到哪一档。",
                "逐条写明达到哪一档，凭什么。", also=[claim.at("score", i) for i in words[1:]],
            )  # fmt: skip
