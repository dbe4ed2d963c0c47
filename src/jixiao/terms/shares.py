"""Names of rates that are parts of a whole: what they count never exceeds what they count it of."""

from __future__ import annotations

import re

#: A rate of completion, of growth, of use or of money may exceed a hundred percent; these may not.
PART_OF_WHOLE = re.compile(
    "(?:合格|优良|优秀|覆盖|及时|准时|按时|按期|办结|结案|达标|准确|正确|通过|知晓|查处|回复|答复|响应|"
    "合规|规范|公开|公示|足额|完好|完整|出勤|到课|参训|入学|巩固|参保|签约|接种|成活|存活|保存|抽检|普及|"
    "就业|调解成功|处置|处理|整改|受理|在线|正常|建档|安全|满意|获奖|录取|入户|普查|治愈|检出|有效)率|满意度"
)
