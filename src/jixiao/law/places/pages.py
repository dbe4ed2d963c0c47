"""Pages of the places: one for each with all it states and whence, one of the format and its recipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files

from jixiao.law.packs import Pack, packs
from jixiao.law.packs_differences import day, frame_of
from jixiao.law.packs_values import Basis
from jixiao.law.places.folders import Stated, stated_in
from jixiao.law.places.kinds import Each, Key, Kind, Named, Table
from jixiao.law.places.schema import FILES, PLACE
from jixiao.law.places.telling import told

_MADE = "由 `src/jixiao/law/places` 生成（`make docs`）。"
_RECIPE = """# 添一个地方

{made}

一个省、市、县就是一个文件夹，代价是一个文件夹、一个文件，程序一行不改。

1. 在自己的文件夹里建 `名字/place.toml`（名字用 ASCII，例如 `qingshan`），写上以谁为底：

   ```toml
   extends = "hebei"
   label = "青山县"
   source = "青财绩〔2026〕1号"
   divisions = ["130799"]      # 区划代码的前几位
   in_force_from = 2026-01-01

   [grades]                    # 改了的才写
   "优" = "95"
   "良" = "85"
   "中" = "70"
   "差" = "0"

   [[limits.complaint-acceptance.version]]
   from = 2026-06-01
   number = 3
   source = "青山县服务承诺"

   [calendar.2027]
   off = ["01-01"]
   on = []
   notice = "2027年的放假通知"
   ```

2. 让程序看到它：`export JIXIAO_PLACES=那个文件夹`。
   命令行也可以用 `--packs`；单个文件 `名字.toml` 放在 `JIXIAO_PACKS` 的文件夹里也行。
3. 看它说了什么：`jixiao policies qingshan`，与底有哪些不同：`jixiao policies --diff hebei qingshan`。
   写错的，任何命令都说出文件、键和怎样改。
4. 审核、测度、监控、计分和应用的各页按计划的区划选它；也可以用 `--policy qingshan` 指定。

只是到了新一年的节假日、当地改了一个时限、手边有了一条条文的原文，不用建地方：由系统管理员录入，连同文件，
在应用的“法规、节假日、时限”页，或者 `jixiao law holidays|limit|article`（各命令用 `JIXIAO_LAW` 指明录在哪个文件夹）。

随软件一起发的地方，同样是 `src/jixiao/law/places/` 下的一个文件夹，写法相同。

## `extends` 的意思

- 写了的值、写了的一列，替换底下的；没有写的都随底。
- 表按名字逐个合并，一层一层都是这样。
- 合起来才是一件事的，整个替换：`weights`、`grades`、`outcomes`、`scoring.department`、`evaluation.points`。
- 有日子的从那一天接上：预警规则写了较晚的 `since`，此前仍按原来的；时限的版本从它的 `from` 截断原来的；节假日逐日并入。
- 时限只能比底下的更严：天数更多、取消期限、加长延长、换一种比不出宽严的天，拒绝；底下写了 `fixed = true` 的
  （当事人申请、缴款、公告的期间）一天也不得改。底下的天数没有核实的，不比。
- 改了而没有写出处的，出处记为这个地方自己的 `source`，不沿用原来的。
- 名字、区划、什么时候全国适用，只属于自己，不随底。
- 两个地方管同一个区划、日子又重合的，拒绝；以另一个为底的，从它施行的一日起接替。

## 文件

`place.toml` 一个就够。太长的可以把几个表移到同一文件夹的这些文件里，别的名字不读，会说出来：{files}。

## 键

| 键 | 意思 | 写什么 |
|---|---|---|
{keys}
"""


def pages() -> Mapping[str, str]:
    """Every page by its path under ``docs/``."""
    stated = stated_in(files("jixiao.law") / "places", outside=False)
    made = {f"places/{name}.md": _page(one, stated[name]) for name, one in packs().items()}
    rows = "\n".join(_rows(PLACE, ""))
    names = "、".join(f"`{name}.toml`" for name in FILES)
    return {**made, "places.md": _RECIPE.format(made=_MADE, files=names, keys=rows) + _index()}


def _index() -> str:
    rows = "".join(f"- [{one.label}](places/{name}.md)\n" for name, one in packs().items())
    return f"\n## 自带的地方\n\n{rows}"


def _rows(table: Table, path: str) -> Iterator[str]:
    for name, key in table.keys.items():
        at = f"{path}.{name}" if path else name
        inner, shown = _inner(key.kind)
        yield f"| `{at}{shown}` | {key.meaning} | {_words(key, inner)} |"
        if inner is not None:
            yield from _rows(inner, f"{at}{shown}")


def _words(key: Key, inner: Table | None) -> str:
    kind = key.kind.item if isinstance(key.kind, Named) else key.kind
    words = "见下" if inner is not None else kind.words
    return f"{words}；必须写" if key.needed else words


def _inner(kind: Kind) -> tuple[Table | None, str]:
    """The table inside, and how it is named on the way."""
    if isinstance(kind, Table):
        return kind, ""
    if isinstance(kind, Named):
        found, shown = _inner(kind.item)
        return found, f".名字{shown}"
    if isinstance(kind, Each):
        found, _ = _inner(kind.item)
        return found, "[]" if found else ""
    return None, ""


def _page(one: Pack, stated: Stated) -> str:
    return "\n".join([*_head(one, stated), *_values(one), *_told(one), *_sources(one)]) + "\n"


def _head(one: Pack, stated: Stated) -> Iterator[str]:
    until = f"至 {one.in_force_to}" if one.in_force_to else ""
    yield f"# {one.label}\n\n{_MADE}\n"
    yield f"名字 `{one.name}`，自 {one.in_force_from} 起施行{until}，以 `{stated.extends}` 为底。"
    if one.divisions:
        yield f"管区划代码以 {'、'.join(one.divisions)} 开头的单位。"
    yield from (f"自 {say.since} 起全国适用：{say.reason}。" for say in one.nationwide)
    own = "、".join(f"`{key}`" for key in stated.tables if key not in ("name", "label", "extends"))
    yield f"\n自己写的：{own}；其余随底。\n\n{one.source}\n"


def _values(one: Pack) -> Iterator[str]:
    yield f"## 指标、等级、审核\n\n- {frame_of(one)}"
    yield f"- 权重：{'、'.join(f'{key} {points:f}' for key, points in one.weights.items())}"
    yield f"- 等级下限：{'、'.join(f'{grade} {bound:f}' for grade, bound in one.grades.items())}"
    yield from (f"- 审核为“{grade}”：{words}" for grade, words in one.outcomes.items())
    yield from (f"- 审核表“{item.name}”{item.points:f}分" for item in one.items)
    yield "\n## 界限和时点\n"
    yield from (f"- {t.words}：{t.said}{_mark(t.basis)}" for t in one.thresholds.values())
    yield from (f"- {c.name}（{day(c.by)}）：{c.words}{_mark(c.basis)}" for c in one.checkpoints)
    yield from (f"- 预警：{w.words}{_mark(w.basis)}" for w in one.warnings)
    yield from (f"- 表格：{form}" for form in one.forms)


def _told(one: Pack) -> Iterator[str]:
    for title, said in told(one).items():
        if said and title != "节假日":
            yield f"\n## {title}\n"
            yield from (f"- `{key}` {words}" for key, words in said.items())
    first, last = one.time.years[0][0], one.time.years[-1][0]
    yield f"\n## 节假日\n\n有 {first} 年至 {last} 年的。"


def _sources(one: Pack) -> Iterator[str]:
    yield "\n## 各部分的出处\n"
    yield from (f"- `{key}`{_mark(basis)}" for key, basis in one.basis.items())


def _mark(basis: Basis) -> str:
    return f"（{basis.verified.label}：{basis.source.rstrip('。')}）"
