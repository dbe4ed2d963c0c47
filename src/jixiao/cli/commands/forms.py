"""``jixiao forms [NAME]``: the official forms there are, their labels, and the plan's schema."""

from __future__ import annotations

import argparse
import inspect
from typing import Any

from jixiao.cli.exits import Exit, UsageError
from jixiao.cli.outputs import add_output, put, put_json
from jixiao.cli.words import Words
from jixiao.forms import (
    department,
    evaluation,
    hebei_goal_text,
    monitoring_table,
    project_goal,
    self_evaluation,
)
from jixiao.forms.declaration import Form, Label
from jixiao.forms.department.declaration import FORM as DEPARTMENT
from jixiao.forms.evaluation.declaration import FORM as EVALUATION
from jixiao.forms.hebei_goal_text.declaration import FORM as HEBEI
from jixiao.forms.monitoring_table.declaration import FORM as MONITORING
from jixiao.forms.project_goal.declaration import FORM as PROJECT_GOAL
from jixiao.forms.self_evaluation.declaration import FORM as SELF
from jixiao.forms.self_evaluation.declaration import HEBEI as HEBEI_SELF
from jixiao.grids.writing import ENDINGS
from jixiao.plan.json import schema
from jixiao.terms.forms import FormName

FORMS: dict[FormName, tuple[Form, str]] = {
    FormName.HEBEI_GOAL_TEXT: (HEBEI, inspect.getdoc(hebei_goal_text) or ""),
    FormName.PROJECT_GOAL: (PROJECT_GOAL, inspect.getdoc(project_goal) or ""),
    FormName.SELF_EVALUATION: (SELF, inspect.getdoc(self_evaluation) or ""),
    FormName.MONITORING_TABLE: (MONITORING, inspect.getdoc(monitoring_table) or ""),
    FormName.HEBEI_SELF_EVALUATION: (HEBEI_SELF, inspect.getdoc(self_evaluation) or ""),
    FormName.DEPARTMENT: (DEPARTMENT, inspect.getdoc(department) or ""),
    FormName.EVALUATION: (EVALUATION, inspect.getdoc(evaluation) or ""),
}


def add(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("forms", help="认识的官方表样")
    parser.add_argument("name", nargs="?", metavar="表样", help="看其中一个")
    parser.add_argument("--schema", action="store_true", help="计划的 JSON Schema（jixiao/plan/1）")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List the forms, show one, or print the schema."""
    if args.schema:
        put_json(schema(), args)
        return Exit.DONE
    shown = [_described(name) for name in FormName if args.name in (None, name.value)]
    if not shown:
        raise UsageError(f"没有名为“{args.name}”的表样；现有：{'、'.join(FormName)}")
    if args.json:
        put_json(shown[0] if args.name else shown, args)
    else:
        put("\n".join(_text(form, Words(args.lang)) for form in shown), args)
    return Exit.DONE


def _described(name: FormName) -> dict[str, Any]:
    form, source = FORMS[name]
    labels = [p.text for row in form.rows for p in row.parts if isinstance(p, Label)]
    return {
        "name": name.value,
        "label": name.label,
        "english": name.english,
        "labels": labels,
        "columns": [{"label": c.label.text, "field": c.field} for c in form.columns],
        "containers": list(ENDINGS),
        "source": source,
    }


def _text(form: dict[str, Any], words: Words) -> str:
    columns = "、".join(c["label"] for c in form["columns"])
    return "\n".join(
        [
            f"{form['name']}  {words(form['label'], form['english'])}",
            f"  {words('栏目', 'labels')}：{'、'.join(form['labels'])}",
            f"  {words('指标栏', 'columns')}：{columns}",
            f"  {words('可写成', 'written as')}：{'、'.join(form['containers'])}",
            f"  {words('来源', 'source')}：{' '.join(form['source'].split())}\n",
        ]
    )
