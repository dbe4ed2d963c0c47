"""What is kept: who may do what, every version of every plan, every change, every document taken in."""

from jixiao.web.models.act import ActCheckpoint, ActRow, ActWords
from jixiao.web.models.append_only import AppendOnlyError
from jixiao.web.models.bound_content import BoundContent
from jixiao.web.models.department import Department, Membership, Role
from jixiao.web.models.honesty import HonestyClaim, HonestySample
from jixiao.web.models.intake import Intake
from jixiao.web.models.job import Job
from jixiao.web.models.ledger import Ledger
from jixiao.web.models.plan_record import PlanRecord
from jixiao.web.models.sign_in_failure import SignInFailure

__all__ = [
    "ActCheckpoint",
    "ActRow",
    "ActWords",
    "AppendOnlyError",
    "BoundContent",
    "Department",
    "HonestyClaim",
    "HonestySample",
    "Intake",
    "Job",
    "Ledger",
    "Membership",
    "PlanRecord",
    "Role",
    "SignInFailure",
]
