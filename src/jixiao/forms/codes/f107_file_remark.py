"""F107: something in the file was left unread."""

from __future__ import annotations

from jixiao.findings.coded import Coded
from jixiao.terms.findings import Level


class FileRemark(Coded):
    r"""文件里有没有读的东西。

    图片、批注、隐藏的内容、换了编码的字符，读文件时碰到什么说什么，请对照原文。

    反例：
        {底本: goal_text, 文件: 第3页有一张图片没有读}

    正例：
        {底本: goal_text}
    """

    code, level = "F107", Level.NOTE
    english = "something in the file was left unread"
