"""How target values are spelled: width and script folded, known units, marks of a bad scan."""

from __future__ import annotations

import re

from jixiao.plan.words import clean
from jixiao.terms.units import SPELLINGS, UNITS

WIDE = str.maketrans(
    "０１２３４５６７８９．，％＞＜＝（）／＋－：；﹥﹤﹪", "0123456789.,%><=()/+-:;><%"
)
#: Traditional characters of forms from the coast, met in names and values.
TRADITIONAL = str.maketrans(
    "滿數撲滅檢驗設備應災貧蓋動態機構業務區鄉鎮農經費時質發補貼獎勵產權證監測環衛護複綠減標準衝擊員確認參會議錄網絡"
    "組織繳納稅額價貸賬單據預執評審計學習課園醫療藥齡養殘婦險隱陽東萬個億達於過場戶條輛檔內後處縣貿廣傳統類營運貨幣"
    "創濟國際優劃關係術導資訊報項詢問題糾紛訴訟壓縮節約電氣燈樓橋鐵軌車輪飛駕駛違罰舉懲視頻維損壞誤錯誠譽勞僱傭職訓"
    "練強風難搶調撥結轉餘畢開閉館圖書遺藝體選軍撫屬戰爭憲離獸種蟲糧儲豬雞魚漁樹葉喬濕飲凈淨潔廁廢糞塵煙霧觀點塊層",
    "满数扑灭检验设备应灾贫盖动态机构业务区乡镇农经费时质发补贴奖励产权证监测环卫护复绿减标准冲击员确认参会议录网络"
    "组织缴纳税额价贷账单据预执评审计学习课园医疗药龄养残妇险隐阳东万个亿达于过场户条辆档内后处县贸广传统类营运货币"
    "创济国际优划关系术导资讯报项询问题纠纷诉讼压缩节约电气灯楼桥铁轨车轮飞驾驶违罚举惩视频维损坏误错诚誉劳雇佣职训"
    "练强风难抢调拨结转余毕开闭馆图书遗艺体选军抚属战争宪离兽种虫粮储猪鸡鱼渔树叶乔湿饮净净洁厕废粪尘烟雾观点块层",
)
GARBLED = re.compile(r"\ufffd|[Qq^工](?=\d)|(?<=\d)\$")
KNOWN = re.compile(
    "|".join(re.escape(u) for u in sorted({*UNITS, *SPELLINGS}, key=len, reverse=True))
)


def fold(text: str) -> str:
    """Width and script folded, blanks out: ``≥ ９５％`` → ``≥95%``."""
    return re.sub(r"\s+", "", clean(text)).translate(WIDE).translate(TRADITIONAL)
