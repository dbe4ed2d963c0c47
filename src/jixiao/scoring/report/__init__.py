"""The evaluation report: tables and charts in the customary chapters, blanks marked where a person writes."""

from __future__ import annotations

from jixiao.scoring.report.course import Course, course_of
from jixiao.scoring.report.making import Material
from jixiao.scoring.report.printing import write_report

__all__ = ["Course", "Material", "course_of", "write_report"]
