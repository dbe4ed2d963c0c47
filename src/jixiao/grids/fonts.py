"""Where the Chinese fonts of printed pages are found.

Looked for in this order: the folder (or folders) named by the environment variable ``JIXIAO_FONTS``;
the fonts that ``make setup`` puts into ``node_modules`` of a checkout; the fonts of the system. Text
is set in Noto Serif SC (宋体), labels and headings in Noto Sans SC (黑体); a machine that has another
family of :data:`SERIF` or :data:`SANS` uses that, and any other font serves for a rare character.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import typst

from jixiao.grids.errors import MissingProgramError

SERIF = (
    "Noto Serif SC",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "FangSong",
    "STFangsong",
    "SimSun",
    "Songti SC",
)
SANS = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "SimHei",
    "Heiti SC",
    "Microsoft YaHei",
    "PingFang SC",
)
_PACKAGES = Path("node_modules", "@expo-google-fonts")
WEIGHTS = ("noto-serif-sc/400Regular", "noto-serif-sc/700Bold", "noto-sans-sc/500Medium")


def folders() -> tuple[Path, ...]:
    """The folders with fonts besides the system's: from ``JIXIAO_FONTS``, then of the checkout."""
    named = [Path(p) for p in os.environ.get("JIXIAO_FONTS", "").split(os.pathsep) if p]
    packages = Path(__file__).resolve().parents[3] / _PACKAGES
    return tuple(p for p in (*named, *(packages / w for w in WEIGHTS)) if p.is_dir())


def chinese() -> typst.Fonts:
    """The fonts to print with.

    Raises:
        MissingProgramError: no Chinese font is found anywhere.
    """
    return _load(folders())


def families(fonts: typst.Fonts, wanted: tuple[str, ...]) -> list[str]:
    """Those of the wanted families that are there, in the order wanted; else any Chinese one."""
    there = set(fonts.families())
    return [f for f in wanted if f in there] or [f for f in (*SERIF, *SANS) if f in there]


@lru_cache(maxsize=4)
def _load(paths: tuple[Path, ...]) -> typst.Fonts:
    # Loading takes 50 to 150 ms, longer than setting a document: once for a process and folder.
    fonts = typst.Fonts(include_system_fonts=True, font_paths=list(paths))
    if not families(fonts, SERIF):
        raise MissingProgramError(
            "没有找到中文字体，无法生成PDF：请在项目目录运行 make setup，"
            "或安装 Noto CJK 字体（Debian、Ubuntu：apt-get install fonts-noto-cjk），"
            "或用环境变量 JIXIAO_FONTS 指明字体所在的文件夹"
        )
    return fonts
