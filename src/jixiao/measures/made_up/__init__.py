"""A made-up year of evidence (模拟数据) whose true answers are known. Nothing here is about anyone.

The answers come from how the rows are made, never from the measures: so the measures are held to them.
"""

from jixiao.measures.made_up.writing import write

__all__ = ["write"]
