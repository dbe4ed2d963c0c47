"""The same scoring over millions of rows: SQL written from the same pack and the same rule table.

Everything is integer arithmetic on scaled decimals, rounded half up once, so that a score made here
and one made by :func:`jixiao.scoring.score.score` are equal to the last digit.
"""
