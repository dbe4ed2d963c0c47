"""The parts of a Word document that are the same for every document: styles, fonts, page."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.grids.document import Role

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# A4, in twentieths of a point; the text is 162 mm wide so that seven columns have room.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_SIDE = 1588, 1474, 1021
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN_SIDE


@dataclass(frozen=True)
class TableLook:
    """How wide a table is, and how high a row at least: a page on its side has room for few lines."""

    width: int
    row: int


UPRIGHT = TableLook(TEXT_WIDTH, 480)
ACROSS = TableLook(PAGE_HEIGHT - 2 * MARGIN_SIDE, 360)

BODY, HEITI, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
STYLE_OF = {
    Role.COVER: "Cover", Role.TITLE: "FormTitle", Role.HEADING: "Heading2", Role.BODY: "BodyText",
    Role.LABEL: "CellLabel", Role.CENTRED: "CellCentred", Role.NUMBER: "CellCentred",
    Role.VALUE: "CellValue", Role.PLAIN: "CellValue", Role.PLAIN_RIGHT: "CellRight",
}  # fmt: skip


def _fonts(chinese: str) -> str:
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"'
        f' w:eastAsia="{chinese}"/>'
    )


def _style(
    key: str, name: str, paragraph: str, run: str, based: str = "Normal", outline: int = 9
) -> str:
    level = f'<w:outlineLvl w:val="{outline}"/>' if outline < 9 else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}{level}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def styles() -> str:
    """The styles part. Sizes: 二号 44, 小三 30, 小四 24, 五号 21 (half points)."""
    spacing = '<w:spacing w:before="{}" w:after="{}" w:line="{}" w:lineRule="auto"/>'
    cell = '<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>' + spacing.format(30, 30, 250)
    centre, right = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
    keep = "<w:keepNext/><w:keepLines/>"
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    body = "".join(
        (
            _style("BodyText", "Body Text", spacing.format(0, 0, 360)
                   + '<w:ind w:firstLineChars="200" w:firstLine="480"/><w:jc w:val="both"/>', _size(24)),
            _style("Cover", "绩效封面", keep + spacing.format(4800, 600, 300) + "<w:contextualSpacing/>" + centre,
                   _fonts(TITLE) + _size(52), outline=0),
            _style("Heading2", "heading 2", keep + spacing.format(240, 160, 300),
                   _fonts(HEITI) + _size(28), outline=1),
            _style("FormTitle", "绩效表题", keep + spacing.format(60, 160, 280) + centre,
                   _fonts(TITLE) + _size(30), based="Heading2", outline=1),
            _style("ContentsTitle", "绩效目录标题", keep + spacing.format(0, 320, 300) + centre,
                   _fonts(TITLE) + _size(44)),
            _style("TOC2", "toc 2", tab + spacing.format(40, 40, 300) + '<w:ind w:right="360"/>', _size(22)),
            _style("CellValue", "绩效单元格", cell, _size(20)),
            _style("CellCentred", "绩效单元格居中", cell + centre, "", based="CellValue"),
            _style("CellRight", "绩效单元格居右", cell + right, "", based="CellValue"),
            _style("CellLabel", "绩效单元格标签", cell + centre, _fonts(HEITI) + "<w:b/>" + _size(20)),
            _style("Gap", "绩效间隔", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>',
                   _size(2)),
            _style("Footer", "footer", centre, _fonts("宋体") + _size(24)),
        )
    )  # fmt: skip
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY)}'
        f'<w:kern w:val="2"/>{_size(24)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        f"{body}</w:styles>"
    )


def font_table() -> str:
    """Official fonts, each with names of free ones a machine without it may have."""
    serif, sans = "Noto Serif CJK SC", "Noto Sans CJK SC"
    fonts = (
        (BODY, f"仿宋,FangSong,STFangsong,{serif}", "roman", "02010609030101010101"),
        (HEITI, f"SimHei,{sans},Source Han Sans SC", "swiss", "02010609060101010101"),
        (TITLE, f"方正小标宋_GBK,宋体,SimSun,{serif}", "roman", "03000509000000000000"),
        ("宋体", f"SimSun,{serif},Source Han Serif SC", "roman", "02010600030101010101"),
    )
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, others, family, panose in fonts
    )
    latin = (
        '<w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif,Tinos"/>'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    return f'{HEAD}<w:fonts xmlns:w="{W}">{listed}{latin}</w:fonts>'


def footer() -> str:
    """The page number as official documents print it: — 1 —."""
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return (
        f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">— </w:t></w:r>{number}<w:r><w:t xml:space="preserve"> —</w:t></w:r>'
        "</w:p></w:ftr>"
    )


def section(landscape: bool = False) -> str:
    """The page: A4 upright or on its side, its margins, the footer."""
    width, height = (PAGE_HEIGHT, PAGE_WIDTH) if landscape else (PAGE_WIDTH, PAGE_HEIGHT)
    side = ' w:orient="landscape"' if landscape else ""
    top, bottom = (MARGIN_SIDE, MARGIN_SIDE) if landscape else (MARGIN_TOP, MARGIN_BOTTOM)
    return (
        f'<w:sectPr><w:footerReference r:id="rIdFooter" w:type="default"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{side}/><w:pgMar w:top="{top}"'
        f' w:right="{MARGIN_SIDE}" w:bottom="{bottom}" w:left="{MARGIN_SIDE}" w:header="851"'
        ' w:footer="851" w:gutter="0"/></w:sectPr>'
    )


def settings() -> str:
    """Settings: nothing that makes Word ask, and the layout rules of today's Word."""
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )
