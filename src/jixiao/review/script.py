"""Traditional characters read as simplified ones, so that rules understand both scripts.

Web pages of mainland authorities are mirrored in traditional script; the words are the same. Only
characters that stand in performance tables are listed, each with the one it is read as.
"""

from __future__ import annotations

import re

from jixiao.plan.model import Plan

_PAIRS = (
    "萬万個个億亿達达於于過过場场戶户條条輛辆檔档內内後后績绩標标產产數数質质時时項项預预"
    "總总體体財财務务資资額额萊莱華华縣县區区鄉乡鎮镇鄰邻廳厅處处級级類类別别層层報报單单"
    "編编號号碼码實实際际應应該该當当據据評评價价審审計计劃划劉刘辦办結结構构與与為为對对"
    "來来發发開开關关閉闭門门問问間间閱阅圍围團团園园圖图國国際际環环境境態态護护維维續续"
    "長长張张強强彈弹彙汇補补助助貼贴貧贫貸贷費费貨货購购買买賣卖賽赛贊赞賦赋質质贈赠賠赔"
    "調调查查證证認认識识訓训記记訂订設设許许診诊訪访詢询試试話话語语說说請请課课論论"
    "諮咨講讲謝谢譜谱變变讓让農农業业產产漁渔塗涂準准滿满漸渐濟济濕湿灣湾滅灭災灾煙烟營营"
    "無无熱热爐炉燒烧狀状獎奖獲获獨独獄狱現现瑪玛電电畫画畝亩療疗監监盤盘礎础確确禦御"
    "種种積积穩稳窮穷競竞筆笔節节範范築筑簡简簽签糧粮糾纠級级紅红約约純纯紙纸細细終终"
    "組组絕绝統统經经綜综綠绿網网緊紧線线練练縮缩縱纵績绩織织繳缴繼继續续罰罚聯联職职"
    "聽听肅肃腦脑臨临興兴舉举舊旧艙舱藝艺藥药蘇苏蟲虫術术衛卫衝冲補补製制複复見见規规視视"
    "覺觉覽览觀观觸触計计責责貢贡較较載载輔辅輕轻輸输轉转農农運运進进遊游違违遞递遠远適适"
    "遲迟選选遷迁還还邊边邏逻醫医釋释裡里野野鑑鉴鑒鉴針针鋼钢錄录錢钱鍋锅鍵键鎖锁鐵铁鐘钟"
    "陽阳隊队階阶隨随險险隱隐雜杂離离難难電电靈灵靜静響响頁页頂顶項项順顺須须領领頻频題题"
    "願愿顧顾顯显風风飛飞飯饭飲饮館馆驗验驛驿驟骤體体髒脏魚鱼鮮鲜麥麦齊齐齡龄龍龙優优傳传"
    "傷伤債债僅仅價价儀仪億亿償偿儲储兩两冊册凍冻則则創创劑剂動动勞劳勢势勤勤勵励區区協协"
    "卻却參参員员嚴严場场塊块壓压壞坏壯壮夠够夾夹奪夺婦妇孫孙學学寧宁寫写寬宽導导專专尋寻"
    "屆届屬属島岛帶带幫帮幹干庫库廠厂廣广廢废廈厦彎弯徑径從从復复徵征應应恆恒悅悦慶庆憂忧"
    "懷怀戰战戲戏擔担據据擴扩擬拟攝摄攜携敗败敵敌數数斷断曉晓會会東东樓楼樁桩構构樣样樹树"
    "橋桥機机檢检檔档欄栏權权歡欢歲岁歸归殘残毀毁氣气決决沒没潔洁測测減减湧涌溫温滯滞漢汉"
    "澤泽濃浓燈灯爭争爾尔牆墙獻献畢毕異异盡尽盜盗眾众睏困礦矿禮礼秘秘稅税穀谷竊窃築筑籌筹"
    "籃篮糞粪絲丝緒绪緩缓縫缝繁繁罷罢義义習习聖圣聞闻聲声脅胁腸肠膽胆臟脏蓋盖薦荐藍蓝處处"
    "虛虚裝装褲裤訊讯託托詳详誌志誤误諾诺謀谋譽誉豐丰貫贯貳贰貴贵賬账贏赢趕赶跡迹車车軌轨"
    "軍军軟软輪轮轄辖遺遗郵邮鄭郑釐厘鈔钞鉛铅銀银銷销鏈链鐲镯閘闸閒闲闆板陳陈陸陆際际雙双"
    "雞鸡韓韩頒颁頭头額额顆颗餐餐養养餘余駐驻駕驾騙骗髮发鬥斗鹽盐點点黨党齒齿龜龟濱滨礙碍"
    "執执備备況况負负撥拨歷历曆历衆众週周採采敘叙啓启禁禁範范籤签係系効效佔占佈布啟启遊游稱称嶽岳隷隶舖铺縂总夥伙鄲郸貧贫恩恩戶户災灾撲扑"
)
_READ_AS = {ord(old): new for old, new in zip(_PAIRS[::2], _PAIRS[1::2], strict=True) if old != new}
_OLD = re.compile(f"[{''.join(map(chr, _READ_AS))}]")


def simplified(plan: Plan) -> Plan:
    """The plan as rules read it; the very same where no character of the older script stands."""
    if not any(_OLD.search(text) for text in _sample(plan)):
        return plan
    return Plan.model_validate_json(plan.model_dump_json().translate(_READ_AS))


def _sample(plan: Plan) -> list[str]:
    """Texts that tell which script a plan is in."""
    names = [i.name[:60] for _, i in plan.indicators()]
    return [*names, *(p.name[:60] for p in plan.projects)]
