"""``jixiao score PLAN --actuals FILE``: points, grade, the reason of every point (contract §8)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jixiao.cli.commands.review import day
from jixiao.cli.evidence import add_known_on, store_of
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.files import file_bytes
from jixiao.cli.inputs import is_json, plan_of_json
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.cli.scoring import evaluations, run_examine, time_named, write_files
from jixiao.cli.words import Words, called
from jixiao.forms.reading import read_plan
from jixiao.forms.self_evaluation import Printed, printed_of
from jixiao.grids.errors import ReadError
from jixiao.grids.reading import read as read_document
from jixiao.law.packs import UnknownPolicyError, packs_at_hand
from jixiao.measures.observation import Observation
from jixiao.plan.model import Plan
from jixiao.plan.money import plain
from jixiao.scoring.actuals import Actuals, ActualsError, loads
from jixiao.scoring.comparison import Comparison
from jixiao.scoring.department import DepartmentScore, score_department
from jixiao.scoring.evidence import from_evidence, observations
from jixiao.scoring.reasons import unread_in
from jixiao.scoring.result import ProjectScore, Scores
from jixiao.scoring.score import score
from jixiao.terms.forms import FormName


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("score", help="自评计分：得分、等级、每一分的理由")
    parser.add_argument("plan", metavar="计划", help="计划 json 或自评表；- 为标准输入")
    parser.add_argument("--actuals", metavar="文件", help="实际值 json")
    parser.add_argument("--evidence", metavar="文件夹", help="由台账计算实际值")
    parser.add_argument("--as-of", type=day, metavar="日期", help="台账算到哪一天；不写则到年底")
    add_known_on(parser)
    parser.add_argument("--policy", metavar="政策包", help="见 jixiao policies；不写则选定")
    parser.add_argument("--on", type=day, metavar="日期", help="按哪一天的规定，例如 2024-03-01")
    parser.add_argument("--compare", metavar="政策包", help="换一个政策包，哪些等级会变")
    parser.add_argument("--packs", metavar="文件夹", help="自备的政策包")
    parser.add_argument("--examine", action="store_true", help="自评表自己对不对得上、先复核谁")
    parser.add_argument("--against", metavar="计划", help="同批复的绩效目标对照，并取用它的测度")
    parser.add_argument("--recheck", type=int, metavar="个数", help="另随机抽取这么多项目复核")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="数", help="抽取用的种子，记下可重现"
    )
    parser.add_argument(
        "--form",
        action="append",
        metavar="[表样=]文件",
        help="把得分填进表里：docx、xlsx、pdf、html；不写表样为项目自评表，"
        "department= 为部门整体自评表，evaluation= 为绩效评价评分表；可写几次",
    )
    parser.add_argument("--report", metavar="文件", help="写评价报告：docx、pdf、html、xlsx")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Score; 1 where the plan or the actuals must be mended first."""
    plan, tables = _plan(args.plan)
    if args.examine:
        return run_examine(plan, tables, args)
    actuals, seen = _actuals(plan, args)
    scores = _scored(plan, actuals, args.policy, args)
    write_files(plan, actuals, scores, seen, args)
    if args.compare:
        comparison = Comparison(scores, _scored(plan, actuals, args.compare, args))
        _put(comparison.to_json(), _changes(comparison, plan), args)
    else:
        whole = _department(plan, actuals, scores, args)
        known = args.known_on if args.evidence else None
        lines = (
            *_known(known),
            *_text(plan, scores, Words(args.lang)),
            *_whole(whole, Words(args.lang)),
        )
        policy = packs_at_hand(args.packs)[scores.policy]
        extra: dict[str, Any] = {
            "evaluations": [one.to_json() for one in evaluations(plan, actuals, scores, policy)]
        }
        extra |= {"known": known.isoformat()} if known else {}
        extra |= {"department": whole.to_json()} if whole else {}
        _put(scores.to_json() | extra, iter(lines), args)
    return Exit.MUST_MEND if scores.must_be_mended else Exit.DONE


def _known(day: date | None) -> Iterator[str]:
    if day:
        yield f"按 {day} 所知"


def _plan(name: str) -> tuple[Plan, list[Printed]]:
    """The plan, and the self-evaluations it was read from where it is no JSON."""
    data = file_bytes(name)
    if is_json(data, name):
        return plan_of_json(data, name), []
    document = read_document(data, name)
    return read_plan(document), printed_of(document)


def _put(value: dict[str, Any], lines: Iterator[str], args: argparse.Namespace) -> None:
    if args.json:
        put_json(value, args)
    else:
        put("\n".join(lines) + "\n", args)


def _scored(plan: Plan, actuals: Actuals, policy: str | None, args: argparse.Namespace) -> Scores:
    try:
        among = packs_at_hand(args.packs)
        return score(plan, actuals, policy=policy, on=args.on, among=among)
    except UnknownPolicyError as unknown:
        raise UsageError(str(unknown)) from unknown
    except ActualsError as wrong:
        raise _unreadable(args.actuals or args.plan, wrong) from wrong


def _actuals(plan: Plan, args: argparse.Namespace) -> tuple[Actuals, Mapping[str, Observation]]:
    """What was reported, the registers' values behind it; and these values with their trace."""
    reported = _reported(args.actuals) if args.actuals else Actuals()
    if args.evidence is None:
        return reported, {}
    if not Path(args.evidence).is_dir():
        raise UsageError(f"没有文件夹 {args.evidence}；请先用 jixiao intake 收台账")
    store = store_of(args.evidence, args.known_on)
    seen = observations(plan, store, args.as_of, time_named(args))
    return from_evidence(plan, store, reported, args.as_of, seen), seen


def _reported(name: str) -> Actuals:
    try:
        return loads(file_bytes(name))
    except ActualsError as wrong:
        raise _unreadable(name, wrong) from wrong


def _unreadable(name: str, wrong: ActualsError) -> ReadError:
    return ReadError(name, "可以计分的实际值", str(wrong), "按提示修改", wrong.place)


def _text(plan: Plan, scores: Scores, words: Words) -> Iterator[str]:
    names = {p.id: p.short_name or p.name for p in plan.projects}
    indicators = {i.id: i.name for _, i in plan.indicators()}
    yield f"{words('政策包', 'policy')} {called(scores.policy)}（{scores.reason}），{scores.on}"
    for one in scores.projects:
        yield from _project(one, names.get(one.id, one.id), indicators, words)
    for finding in scores.findings:
        yield f"\n[{words.level(finding.level)}] {finding.rule}  {finding.fault}{finding.remedy}"
    if laws := unread_in(scores):
        yield f"\n{words.unread(laws)}"


def _project(
    one: ProjectScore, name: str, indicators: dict[str, str], words: Words
) -> Iterator[str]:
    grade = one.grade or words("待定", "open")
    yield f"\n{name}  {plain(one.total)} {words('分', 'points')}  {grade}"
    yield f"  {_points(one.execution.points)}  {words('预算执行率', 'execution')}：{one.execution.why}"
    for line in one.indicators:
        yield f"  {_points(line.points)}  {indicators.get(line.id, line.id)}：{line.why}"
    yield f"  {one.total_why}；{one.grade_why}"
    if one.finance:
        yield f"  {one.finance.why}"


def _department(
    plan: Plan, actuals: Actuals, scores: Scores, args: argparse.Namespace
) -> DepartmentScore | None:
    """The whole department's score, where the plan says what its duties are."""
    if not plan.duty_goals or plan.form is FormName.DEPARTMENT:
        return None
    return score_department(plan, actuals, scores, packs_at_hand(args.packs))


def _whole(made: DepartmentScore | None, words: Words) -> Iterator[str]:
    if made is None:
        return
    grade = made.grade or words("待定", "open")
    title = words("部门整体", "the whole department")
    yield f"\n{title}  {plain(made.total)} {words('分', 'points')}  {grade}"
    yield f"  {_points(made.execution.points)}  {words('预算执行率', 'execution')}：{made.execution.why}"
    for line in made.lines:
        yield f"  {_points(line.score.points)}  {line.name}：{line.score.why}"
    yield f"  {made.total_why}；{made.grade_why}"


def _points(points: Any) -> str:
    return "    —" if points is None else f"{plain(points):>5}"


def _changes(comparison: Comparison, plan: Plan) -> Iterator[str]:
    names = {p.id: p.short_name or p.name for p in plan.projects}
    before, after = map(called, (comparison.before.policy, comparison.after.policy))
    changed = [c for c in comparison.changes() if c.grade_changes]
    yield f"由 {before} 换成 {after}，{len(comparison.before.projects)} 个项目里 {len(changed)} 个的等级会变。"
    for one in changed:
        grades = f"{one.before.grade or '待定'} → {one.after.grade or '待定'}"
        yield f"{names.get(one.project, one.project)}  {grades}：{one.why}"
