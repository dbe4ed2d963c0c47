"""What ``jixiao score`` does beside scoring: examine a self-evaluation, fill the form, write the report."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from jixiao.cli.evidence import store_of
from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.inputs import load_plan
from jixiao.cli.outputs import put, put_json, replace_file
from jixiao.forms.matching import Value
from jixiao.forms.self_evaluation import Printed, write, write_hebei
from jixiao.grids.document import Document
from jixiao.grids.writing import ENDINGS
from jixiao.grids.writing import write as write_document
from jixiao.law.packs import Pack, UnknownPolicyError, pack, packs_at_hand
from jixiao.law.time_law import TimeLaw
from jixiao.measures.observation import Observation
from jixiao.monitoring.report import MonitoringError
from jixiao.plan.model import Plan, Project
from jixiao.plan.money import plain
from jixiao.scoring.actuals import Actuals
from jixiao.scoring.department import score_department
from jixiao.scoring.department_form import MARK, duty_evidence
from jixiao.scoring.department_form import document as department_document
from jixiao.scoring.evaluation import Evaluation, evaluate
from jixiao.scoring.evaluation_form import document as evaluation_document
from jixiao.scoring.evidence import observations
from jixiao.scoring.filling import filled, marked, with_blanks
from jixiao.scoring.honesty.approved import matched, with_bindings
from jixiao.scoring.honesty.examine import Examination, examine_claims
from jixiao.scoring.honesty.sampling import Sample, draw
from jixiao.scoring.report import Material, course_of, write_report
from jixiao.scoring.result import Scores
from jixiao.terms.findings import Level
from jixiao.terms.forms import FormName


def run_examine(plan: Plan, tables: Sequence[Printed], args: argparse.Namespace) -> int:
    """``--examine``: findings, expected beside claimed, whom to re-check."""
    approved = load_plan(args.against) if args.against else None
    plan = with_bindings(plan, approved) if approved else plan
    tables = tables or [_as_printed(project) for project in plan.projects]
    seen = _evidence(plan, approved, args)
    try:
        among = packs_at_hand(args.packs)
        made = examine_claims(
            plan, tables, seen, approved=approved, policy=args.policy, on=args.on, among=among
        )
    except UnknownPolicyError as unknown:
        raise UsageError(str(unknown)) from unknown
    sample = (
        draw({p.project: p.priority for p in made.projects}, args.recheck, args.seed)
        if args.recheck
        else None
    )
    if args.json:
        put_json(made.to_json() | ({"recheck_sample": sample.to_json()} if sample else {}), args)
    else:
        put("\n".join(_text(plan, made, sample)) + "\n", args)
    wrong = any(f.level is Level.RETURN for f in made.findings)
    return Exit.MUST_MEND if wrong else Exit.DONE


def _as_printed(project: Project) -> Printed:
    """A plan given as JSON has no printed table: what one would print of goals and results."""
    told = {"goals": "\n".join(project.goals), "results": "\n".join(project.results)}
    return Printed({name: Value(text, project.place) for name, text in told.items() if text})


def _evidence(
    plan: Plan, approved: Plan | None, args: argparse.Namespace
) -> Mapping[str, Observation] | None:
    """The observations by the claim's rows; of the approved goals where those are given."""
    if not args.evidence:
        return None
    store = store_of(args.evidence, args.known_on)
    known = observations(approved or plan, store, args.as_of, time_named(args))
    return matched(plan, approved, known) if approved else known


def _text(plan: Plan, made: Examination, sample: Sample | None) -> Iterator[str]:
    names = {p.id: p.short_name or p.name for p in plan.projects}
    for one in made.first():
        claimed = "没有合计" if one.claimed is None else plain(one.claimed)
        first = f"按规则和证据{plain(one.expected)}  先复核的程度{plain(one.priority)}"
        yield f"{names[one.project]}  自评{claimed}  {first}"
        yield from (f"  [{f.level.label}] {f.rule} {f.fault}{f.remedy}" for f in one.findings)
    if sample:
        chosen = "、".join(names[p] for p in sample.drawn)
        yield f"随机复核（种子{sample.seed}）：{chosen}"


def write_files(
    plan: Plan, actuals: Actuals, scores: Scores, seen: Mapping[str, Observation],
    args: argparse.Namespace,
) -> None:  # fmt: skip
    """``--form`` and ``--report``; ``seen`` are the registers' values with their trace."""
    if not (args.form or args.report):
        return
    policy = packs_at_hand(args.packs)[scores.policy]
    material = _material(plan, actuals, scores, policy, seen)
    for said in args.form or ():
        name, file = _named(said, policy)
        replace_file(file, write_document(_form(name, material, args), _ending(file)))
    if args.report:
        ending = _ending(args.report)
        replace_file(args.report, write_report(_with_course(material, args), ending))


#: Forms ``jixiao score`` fills in, by the names ``--form NAME=FILE`` takes.
FORMS = (
    FormName.SELF_EVALUATION, FormName.HEBEI_SELF_EVALUATION, FormName.DEPARTMENT, FormName.EVALUATION,
)  # fmt: skip


def _named(said: str, policy: Pack) -> tuple[FormName, str]:
    """The form and the file of ``NAME=FILE``; a file alone means the project's self-evaluation."""
    usual = next(form for form in FORMS if form.value == policy.self_evaluation)
    name, equals, file = said.partition("=")
    if not equals:
        return usual, said
    found = next((form for form in FORMS if form.value == name), None)
    if found is None:
        raise UsageError(f"计分不填“{name}”这张表；可以写：{'、'.join(FORMS)}")
    return found, file


def _form(name: FormName, material: Material, args: argparse.Namespace) -> Document:
    plan, actuals, scores = material.plan, material.actuals, material.scores
    mark = MARK if any(one.made_up for one in material.evidence.values()) else ""
    if name is FormName.DEPARTMENT:
        if plan.form is FormName.DEPARTMENT:
            raise UsageError(
                "这份文件本身就是部门整体自评表；部门整体由各项目的计划算出，请给绩效计划"
            )
        made = score_department(plan, actuals, scores, packs_at_hand(args.packs))
        store = store_of(args.evidence, args.known_on) if args.evidence else None
        duties = duty_evidence(plan, store, args.as_of, time_named(args)) if store else {}
        return department_document(plan, made, duties, material.evidence)
    if name is FormName.EVALUATION:
        return evaluation_document(plan, material.evaluations, mark)
    writer = write_hebei if name is FormName.HEBEI_SELF_EVALUATION else write
    rules = packs_at_hand(args.packs)[scores.policy].scoring
    return marked(with_blanks(writer(filled(plan, actuals, scores, rules)), scores), mark)


def _with_course(material: Material, args: argparse.Namespace) -> Material:
    """With the year's course, where there is evidence to tell it."""
    if not args.evidence:
        return material
    as_of = args.as_of or date(material.plan.year or date.today().year, 12, 31)
    among = packs_at_hand(args.packs)
    try:
        course = course_of(
            material.plan,
            store_of(args.evidence, args.known_on),
            as_of,
            policy=args.policy,
            among=among,
        )
    except (MonitoringError, UnknownPolicyError) as wrong:
        raise UsageError(f"年中的进度算不出，报告没有写：{wrong}") from wrong
    return replace(material, course=course)


def _material(
    plan: Plan, actuals: Actuals, scores: Scores, policy: Pack, seen: Mapping[str, Observation]
) -> Material:
    return Material(plan, actuals, scores, evaluations(plan, actuals, scores, policy), seen)


def time_named(args: argparse.Namespace) -> TimeLaw | None:
    """Limits and holidays of the policy that was named; ``None`` where none was."""
    try:
        return pack(args.policy, among=packs_at_hand(args.packs)).time if args.policy else None
    except UnknownPolicyError as unknown:
        raise UsageError(str(unknown)) from unknown


def evaluations(
    plan: Plan, actuals: Actuals, scores: Scores, policy: Pack
) -> tuple[Evaluation, ...]:
    """The evaluation frame of every project, as the policy has it."""
    pairs = zip(plan.projects, scores.projects, strict=True)
    return tuple(evaluate(project, actuals, made, policy.evaluation) for project, made in pairs)


def _ending(name: str) -> str:
    ending: Any = Path(name).suffix.lower().lstrip(".")
    if ending not in ENDINGS:
        raise UsageError(f"不能写成“{ending or name}”；请用这些结尾之一：{'、'.join(ENDINGS)}")
    return str(ending)
