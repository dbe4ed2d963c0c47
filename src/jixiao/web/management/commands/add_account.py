"""``python -m jixiao.web add_account``: a person with a role in a department."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from jixiao.web.models import Department, Membership, Role


class Command(BaseCommand):
    """The password is read from standard input, so that no list of processes shows it."""

    help = "添加账号：姓名、所在部门和角色；密码从标准输入读取"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("department", help="部门名称；没有则新建")
        parser.add_argument("--role", choices=Role.values, default=Role.CLERK)
        parser.add_argument("--name", default="", help="姓名")
        parser.add_argument("--code", default="", help="单位编码")
        parser.add_argument("--division", default="", help="行政区划代码")
        parser.add_argument("--staff", action="store_true", help="可以管理人员与部门")

    @transaction.atomic
    def handle(self, *args: Any, **told: Any) -> None:
        people = get_user_model().objects
        password = _password(self.stdout, get_user_model()(username=told["username"]))
        if people.filter(username=told["username"]).exists():
            raise CommandError(f"已有账号 {told['username']}；请另取一个账号名")
        user = people.create_user(
            told["username"], password=password, first_name=told["name"],
            is_staff=told["staff"], is_superuser=told["staff"],
        )  # fmt: skip
        department, _made = Department.objects.get_or_create(
            name=told["department"], defaults={"code": told["code"], "division": told["division"]}
        )
        Membership.objects.create(user=user, department=department, role=told["role"])
        self.stdout.write(f"已添加 {user} · {department} · {Role(told['role']).label}")


def _password(out: Any, of: Any) -> str:
    out.write("密码（至少10位）：", ending="")
    try:
        password = input()
        validate_password(password, of)
    except EOFError as nothing:
        raise CommandError("没有读到密码；请在标准输入给出") from nothing
    except ValidationError as weak:
        raise CommandError("；".join(weak.messages)) from weak
    return password
