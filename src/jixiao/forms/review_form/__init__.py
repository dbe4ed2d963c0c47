"""项目支出绩效目标审核表: eight items in four blocks for one project, their points, the overall judgement.

Items and points come from the place's rules; the questions are those of systems in use and of general
knowledge (field guide §2.4). The blank official form was not seen.
"""

from __future__ import annotations

from jixiao.forms.official import Official
from jixiao.forms.review_form.declaration import FORM
from jixiao.forms.review_form.plans import block_label, identity, read, write
from jixiao.forms.review_form.printing import blocks_of, document_of
from jixiao.forms.review_form.reading import tables_in
from jixiao.forms.review_form.record import ReviewRow, ReviewTable
from jixiao.terms.forms import FormName

__all__ = ["OFFICIAL", "ReviewRow", "ReviewTable", "block_label", "blocks_of", "document_of", "identity", "read",
    "tables_in", "write",
]  # fmt: skip


OFFICIAL = (
    Official(
        FormName.REVIEW, FORM,
        "审核内容和分值由当地的规定来，要点照在用的系统（一般知识）；没有见过空白的官方表。",
        write, read, by_its_own=True,
    ),
)  # fmt: skip
