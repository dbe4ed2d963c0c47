"""What people do on record with a score and with a self-evaluation form; values name kinds of act."""

from __future__ import annotations

from jixiao.terms.label import Labelled


class JudgedAs(Labelled):
    """What somebody decided about an indicator's score."""

    BAND = "band", "定档", "band"
    NOT_APPLICABLE = "not_applicable", "不适用", "not applicable"
    WITHDRAWN = "judgement_withdrawn", "撤销", "taken back"


class FormStep(Labelled):
    """What was done with a self-evaluation form."""

    WRITTEN = "self_evaluation_text", "填写", "written"
    SUBMITTED = "self_evaluation_submitted", "提交", "submitted"
    CONFIRMED = "self_evaluation_confirmed", "确认", "confirmed"
    RETURNED = "self_evaluation_returned", "退回", "returned"
    REOPENED = "self_evaluation_reopened", "改动后回到草稿", "changed, a draft again"


class FormState(Labelled):
    """How far a self-evaluation form is."""

    DRAFT = "draft", "草稿", "draft"
    SUBMITTED = "submitted", "已提交", "submitted"
    CONFIRMED = "confirmed", "已确认", "confirmed"
