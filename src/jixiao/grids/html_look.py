"""How a page of official forms looks: on paper, on a screen, on a telephone."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; --serif: "FangSong", "仿宋", "仿宋_GB2312", "STFangsong", "Zhuque Fangsong",
 "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", serif;
 --song: "FZXiaoBiaoSong-B05S", "方正小标宋简体", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC",
 "STSong", "SimSun", serif;
 --hei: "SimHei", "黑体", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: #eef0f2; color: #111; font: 1rem/1.75 var(--serif); }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
section { background: #fff; margin: 0 0 1rem; padding: 2.5rem 3rem; box-shadow: 0 1px 3px rgb(0 0 0 / 14%); }
section:empty { display: none; }
h1, h2, p { margin: 0; overflow-wrap: anywhere; }
h1.cover { font: 700 2rem/1.6 var(--song); text-align: center; padding: 5rem 0; }
h1.cover:has(+ h1.cover) { padding-bottom: 0; } h1.cover + h1.cover { padding-top: 0; }
h2.title { font: 700 1.375rem/1.5 var(--song); text-align: center; margin: .5rem 0 1rem; text-wrap: balance; }
h2.heading { font: 700 1.125rem/1.6 var(--hei); margin: 1.25rem 0 .5rem; }
p.body { text-indent: 2em; text-align: justify; }
nav h2 { font: 700 1.375rem/1.5 var(--song); text-align: center; letter-spacing: .5em; text-indent: .5em; }
nav ul { list-style: none; margin: 1rem 0 0; padding: 0; }
nav a { display: block; padding: .3rem 0; color: inherit; text-decoration: none; border-bottom: 1px dotted #999; }
nav a:hover, nav a:focus { color: #0b4f9e; border-color: currentcolor; }
.scroll { overflow-x: auto; margin: 0 0 1rem; }
.scroll:focus-visible { outline: 2px solid #0b4f9e; outline-offset: 2px; }
table.form { border-collapse: collapse; table-layout: fixed; width: 100%; min-width: 40rem;
 font-size: .9375rem; line-height: 1.45; }
table.form th, table.form td { border: 1px solid #222; padding: .4rem .45rem; vertical-align: middle;
 overflow-wrap: anywhere; text-align: left; font-weight: 400; }
table.form th.label { font-family: var(--hei); font-weight: 700; text-align: center; }
table.form td.centred, table.form td.number { text-align: center; }
table.form td.plain, table.form td.plain-right { border: 0; padding: .25rem 0; }
table.form td.plain-right { text-align: right; }
@media (max-width: 40rem) {
 main { padding: 0; } section { padding: 1.25rem 1rem; margin-bottom: .5rem; }
 h1.cover { font-size: 1.5rem; padding: 2.5rem 0; } h2.title { font-size: 1.125rem; }
}
@page { size: A4 portrait; margin: 28mm 24mm 26mm; @bottom-center { content: "— " counter(page) " —"; } }
@media print {
 body { background: none; font-size: 12pt; } main { max-width: none; padding: 0; }
 section { box-shadow: none; margin: 0; padding: 0; } section.page { break-before: page; }
 h1.cover { font-size: 26pt; }
 h1.cover:first-child { padding-top: 30%; } h2.title { font-size: 16pt; } h2.heading { font-size: 14pt; }
 h1, h2 { break-after: avoid; } .scroll { overflow: visible; }
 table.form { font-size: 10pt; min-width: 0; } tr { break-inside: avoid; }
}
"""
