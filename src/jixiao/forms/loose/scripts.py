"""Traditional characters and the readings mirrors add in brackets: folded before words are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao.forms.loose.vocabulary import words
from jixiao.plan.words import squeeze

# The characters of headings, labels, level names, signs and units; texts are never rewritten with it.
_FOLD = str.maketrans({pair[0]: pair[1] for pair in words("scripts", "traditional")})
#: 績(jī)效: a reading in Latin letters behind a character, as mirrors of pages add it.
READING = re.compile(
    r"(?<=[一二三])\*(?=级)|(?<=[\u3400-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿɡ]{1,7}[)）]"
)
_LOST = re.compile("[?？\ufffd]{2,}")


@lru_cache(maxsize=16384)
def folded(printed: str) -> str:
    """A text as words are compared: simplified, without blanks, width and lost characters."""
    return _LOST.sub("", squeeze(READING.sub("", printed))).translate(_FOLD)


def without_readings(text: str) -> str:
    """The text as it was before a mirror added readings."""
    return READING.sub("", text)


def simplified(text: str) -> str:
    """The text with each traditional character of the form's words replaced: as long as it was."""
    return text.translate(_FOLD)
