"""What a user sees when something does not go: words and a way on, never a traceback."""

from __future__ import annotations

import re
import sys
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.utils.translation import gettext as _

from jixiao.web.house.header import header_of
from jixiao.web.house.machine import of_the_machine

#: Answers to what somebody asked for, not to what broke.
_WITH_HEAD = (403, 404, 413, 422, 429)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """Rendered without context processors: those ask the database, which may be what is broken.

    What the user can do something about has the head of every page; what is broken has none.
    """
    name = "error_part.html" if request.headers.get("HX-Request") else "error.html"
    words = {"status": status, "title": title, "text": text, "language": settings.LANGUAGE_CODE}
    if name == "error.html" and status in _WITH_HEAD:
        words |= _head(request)
    answer = HttpResponse(loader.get_template(name).render(words, request=None), status=status)
    if request.headers.get("HX-Request"):
        answer["HX-Retarget"], answer["HX-Reswap"] = "#said", "innerHTML"
    return answer


def _head(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    header = header_of(request)
    token = get_token(request)
    return {"header": header, "user": user, "csrf_token": token, "head_of_page": True}


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 400, _("没有看懂这个请求"), _("请返回上一页，刷新后再试。"))


def signed_out(request: HttpRequest) -> HttpResponse:
    text = _("没有保存；您写的还在。请复制出来，重新登录后再改。")
    return _page(request, 401, _("登录已过期"), text)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        _("页面已过期"),
        _("为安全起见，这次提交没有执行。请返回上一页，刷新后再提交。"),
    )


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    text = _("您可以查看这个部门的内容，修改由绩效专管员进行。没有任何改动。")
    return _page(request, 403, _("您的角色不能做这件事"), str(exception or "") or text)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 404, _("没有这一页"), _("地址有误，或者它不属于您所在的部门。"))


def too_large(request: HttpRequest) -> HttpResponse:
    limit = getattr(request, "upload_limit", settings.UPLOAD_MAX_BYTES) // 1024 // 1024
    text = _(
        "应为不超过 %(limit)s MB 的文件，实际更大，没有保存；请按单位或年度拆分，或压缩其中的图片后再上传。"
    )
    return _page(request, 413, _("文件太大"), text % {"limit": limit})


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the program; or of the machine, met before any page was asked: whose session is it?"""
    wrong = sys.exc_info()[1]
    if isinstance(wrong, OSError | DatabaseError) and (said := of_the_machine(wrong)):
        return machine(request, said)
    text = _(
        "程序出了差错，已记入服务器日志；没有保存任何改动。请稍后再试，若仍如此，请告知维护人员。"
    )
    return _page(request, 500, _("程序出了差错"), text)


def own_declarations(request: HttpRequest, text: str) -> HttpResponse:
    """The text names a file of the server; only its last part is the department's business."""
    said = _("请交给维护人员改正后再看：%(text)s") % {"text": text.rsplit("/", 1)[-1]}
    return _page(request, 500, _("本部门自己的台账或算法声明有错"), said)


def broken_pack(request: HttpRequest, text: str) -> HttpResponse:
    """A policy pack of one's own that cannot be taken: nothing is judged by another in its place."""
    said = _(
        "请交给维护人员改正后再看：%(text)s。改正以前不按别的政策代为计分和审核；台账、版本等用不到政策包的页面照常可用。"
    )
    return _page(request, 500, _("本地的政策包有错"), said % {"text": text})


def broken_store(request: HttpRequest, text: str) -> HttpResponse:
    """The text names the take-in or the act; of a path only its last part is anybody's business."""
    said = _("%(text)s。用不到它的页面照常可用；请告知维护人员。") % {
        "text": _without_folders(text)
    }
    return _page(request, 503, _("存下的记录与当时的不一致"), said)


def _without_folders(text: str) -> str:
    return re.sub(r"(?:/[^/\s:：；]+)+/", "", text)


def machine(request: HttpRequest, text: str) -> HttpResponse:
    return _page(request, 503, _("服务器现在不能保存"), text)


def earlier_file(request: HttpRequest, file: str, place: str, text: str) -> HttpResponse:
    """A file of an earlier version that cannot be taken over; nothing of it is, and it stays as it is."""
    told = _(
        "以前的版本留下的 %(file)s（%(place)s）有错：%(text)s。请交给维护人员改正后再看；文件没有改动。"
    )
    return cannot(request, told % {"file": file, "place": place, "text": text})


def too_many_jobs(request: HttpRequest) -> HttpResponse:
    text = _("您或者别人已有很多件在排队，这一件没有收下，没有任何改动。请等一会儿再试。")
    return _page(request, 429, _("排队的太多"), text)


def cannot(request: HttpRequest, text: str) -> HttpResponse:
    return _page(request, 422, _("没有做成"), text)


def unavailable(request: HttpRequest, text: str) -> HttpResponse:
    return _page(request, 503, _("服务器缺少所需的程序"), text)
