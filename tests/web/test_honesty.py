"""A self-evaluation from outside: read, held against evidence, whom to re-check, what a sample says."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jixiao.forms.self_evaluation import write
from jixiao.grids.writing import write as write_document
from jixiao.plan.json import loads
from jixiao.plan.model import Executed, Plan
from jixiao.web.honesty import shown as sample_shown
from jixiao.web.models import HonestyClaim, HonestySample
from tests.web import hostile
from tests.web.conftest import Bureau
from tests.web.scored_year import evidence, load, plan_of, rows, text
from tests.web.test_scores import shown

HONESTY = "scores/honesty/"
#: Full marks for everything: the rate of cases closed as targeted, where 4 of 6 are, and money not all spent.
_CLAIMED = ("90%", "3次", "达成预期指标", "95%")


def claimed(count: int = 1, **project: Any) -> Plan:
    """Self-evaluations with full marks everywhere, the first of them of 执法办案."""
    made = []
    for number in range(1, count + 1):
        full = [
            {**row, "actual": actual, "score": row["weight"], "measure": None}
            for row, actual in zip(rows(), _CLAIMED, strict=True)
        ]
        one = plan_of(full, **project).projects[0]
        money = Executed(
            initial=Decimal("10.00"), adjusted=Decimal("10.00"), executed=Decimal("9.00"),
            rate=Decimal("90.00"), points=Decimal("10.00"), score=Decimal("9.00"),
        )  # fmt: skip
        name = "执法办案" if number == 1 else f"项目{number}"
        made.append(one.model_copy(update={"id": f"q{number}", "name": name, "executed": money}))
    return plan_of().model_copy(update={"projects": tuple(made)})


def give(bureau: Bureau, data: bytes, name: str = "自评表.docx", who: str = "reviewer") -> Any:
    """Upload a self-evaluation as somebody."""
    told = {"file": SimpleUploadedFile(name, data)}
    return bureau.client(who).post(bureau.path(HONESTY), told)


def taken_in(bureau: Bureau, plan: Plan, ending: str = "docx") -> str:
    """A claim read; its address."""
    data = write_document(write(plan), ending)
    answer = give(bureau, data, f"自评表.{ending}")
    assert answer.status_code == 302, text(answer)[-2000:]
    return str(answer["Location"])


@pytest.fixture
def year(bureau: Bureau) -> Bureau:
    """The small plan with its year of evidence."""
    load(bureau, plan_of())
    evidence(bureau)
    return bureau


# ---- what is given


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf", "html"])
def test_claimed_and_expected_stand_side_by_side(year: Bureau, ending: str) -> None:
    """Claimed 9+40+10+30+10 = 99; by evidence 9 + 40×66.67÷90=29.63 + 10 + 30 + 10 = 88.63."""
    page = year.page(taken_in(year, claimed(), ending), "reader")
    assert "99.00" in page and "88.63" in page and "自评多出 10.37 分" in page
    assert year.record.head.number == 2, "the plan is as it was"


def test_what_does_not_agree_is_said_with_the_article(year: Bureau) -> None:
    page = year.page(f"{taken_in(year, claimed())}projects/1/", "reader")
    words = shown(page)
    assert "“案件办结率”填90%，台账算出66.67%（4÷6），共6行" in words, (
        "reported where computed differs"
    )
    assert "“群众满意度”填实际95%，没有台账或者报送的佐证" in words, "reached without evidence"
    assert "满意度填95%，没有一份答卷登记在册" in words, "satisfaction without a sample"
    assert "财预〔2020〕10号" in words and "预算法第五十七条" in words
    assert words.count("的条文不在手边") == 1
    assert "90% 66.67% 由台账计算 4÷6 · 依据 6 行" in words
    assert 'class="cell-mark' in page, "at the cells of the table as read"


def test_full_marks_with_low_execution(year: Bureau) -> None:
    low = Executed(
        adjusted=Decimal(10), executed=Decimal(3), rate=Decimal(30), points=Decimal(10), score=Decimal(10)
    )  # fmt: skip
    plan = claimed()
    one = plan.projects[0].model_copy(update={"executed": low})
    address = taken_in(year, plan.model_copy(update={"projects": (one,)}))
    words = shown(year.page(f"{address}projects/1/"))
    assert "预算执行率30.00%" in words and "4条指标却全部满分" in words and "K105" in words
    assert "自评减去它：17.37 分" in words, "100 claimed; 3 + 29.63 + 10 + 30 + 10 = 82.63"


def test_a_row_is_matched_by_its_name_not_by_its_place(year: Bureau) -> None:
    plan = claimed()
    one = plan.projects[0]
    turned = tuple(reversed(one.indicators))
    one = one.model_copy(update={"indicators": turned})
    address = taken_in(year, plan.model_copy(update={"projects": (one,)}))
    words = shown(year.page(f"{address}projects/1/"))
    assert "“案件办结率”填90%，台账算出66.67%" in words and "88.63" in words
    assert "3次 3次 由人报送" in words


def test_what_was_never_approved_has_no_evidence(year: Bureau) -> None:
    words = shown(year.page(f"{taken_in(year, claimed(2))}projects/2/"))
    assert words.count("批复的目标里没有这条指标") >= 4


def test_without_evidence_only_the_form_itself_is_checked(bureau: Bureau) -> None:
    load(bureau, plan_of())
    address = taken_in(bureau, claimed())
    page = bureau.page(address)
    assert "本部门还没有台账和报送值" in page and "99.00" in page
    assert "没有看证据" in bureau.page(f"{address}projects/1/")


def test_the_worst_stands_first(year: Bureau) -> None:
    """项目2 prints the same full marks, but for a rate of 30% that the others do not have."""
    plan = claimed(3)
    one, two, three = plan.projects
    bare = tuple(
        r.model_copy(update={"actual": "30%"}) if n == 0 else r
        for n, r in enumerate(two.indicators)
    )
    worse = two.model_copy(update={"indicators": bare})
    page = year.page(taken_in(year, plan.model_copy(update={"projects": (one, worse, three)})))
    first = page.split('id="first-title"')[1]
    priorities = [Decimal(p) for p in re.findall(r'先复核的程度">([\d.]+)<', first)]
    assert priorities == sorted(priorities, reverse=True) and len(set(priorities)) == 3
    names = re.findall(r'class="what"><a [^>]+>([^<]+)</a>', first)
    assert names[0] == "项目2", priorities
    assert "3 个项目要先复核" in page


def test_the_original_is_handed_back_as_it_came(year: Bureau) -> None:
    data = write_document(write(claimed()), "docx")
    address = str(give(year, data)["Location"])
    answer = year.client("reader").get(f"{address}original/")
    assert answer.content == data and "attachment" in answer["Content-Disposition"]
    kept = HonestyClaim.objects.get()
    assert kept.size == len(data) and kept.sha256 in year.page(address)


# ---- what cannot be taken


def test_what_is_no_self_evaluation_is_refused_with_what_it_is(year: Bureau) -> None:
    for data, name, words in (
        (hostile.of_plan(year.plan), "文本.docx", "不是自评表"),
        (b"not a document", "自评表.docx", "没有收入"),
        (write_document(write(claimed().model_copy(update={"year": 2022})), "docx"), "x.docx",
         "自评表写的是2022年，这里是2023年"),
    ):  # fmt: skip
        answer = give(year, data, name)
        assert answer.status_code == 422 and words in text(answer), name
    assert [bool(one.error) for one in HonestyClaim.objects.all()] == [True] * 3
    for kept in HonestyClaim.objects.all():
        assert year.client("reader").get(year.path(f"{HONESTY}{kept.pk}/")).status_code == 404
    assert give(year, b"", "空.docx").status_code == 422


def test_a_reader_gives_nothing_and_draws_nothing(year: Bureau) -> None:
    address = taken_in(year, claimed())
    assert give(year, b"x", who="reader").status_code == 403
    assert year.client("reader").post(f"{address}draw/").status_code == 403
    assert 'type="file"' not in year.page(year.path(HONESTY), "reader")
    other = year.people["outsider"].memberships.get().department_id
    for path in (address, f"{address}original/", f"{address}projects/1/"):
        wrong = path.replace(f"/{year.department.pk}/", f"/{other}/", 1)
        assert year.client("outsider").get(wrong).status_code == 404
        assert year.client("outsider").get(path).status_code == 404


# ---- the random re-check


def draw(bureau: Bureau, address: str, size: str, seed: str = "", who: str = "reviewer") -> Any:
    told = {"size": size, "seed": seed}
    return bureau.client(who).post(f"{address}draw/", told, follow=True)


def recheck(
    bureau: Bureau, address: str, project: str, points: str, reason: str = "看了台账"
) -> Any:
    sample = HonestySample.objects.first()
    assert sample is not None
    told = {"project": project, "points": points, "reason": reason}
    path = f"{address}samples/{sample.pk}/recheck/"
    return bureau.client("reviewer").post(path, told, follow=True)


def test_a_sample_is_on_record_and_the_seed_draws_it_again(year: Bureau) -> None:
    address = taken_in(year, claimed(6))
    page = text(draw(year, address, "3", "20240301"))
    assert "已抽取 3 个项目，种子 20240301" in page and "6 个项目里抽取 3 个，种子 20240301" in page
    draw(year, address, "3", "20240301")
    again = [sample.split("</article>")[0] for sample in year.page(address).split("<article")[1:]]
    names = [
        [n for n in ("执法办案", *(f"项目{k}" for k in range(2, 7))) if n in one] for one in again
    ]
    assert len(names) == 2 and names[0] == names[1] and len(names[0]) == 3


def test_without_a_seed_chance_gives_one_and_says_which(year: Bureau) -> None:
    page = text(draw(year, taken_in(year, claimed(2)), "1"))
    kept = HonestySample.objects.get()
    assert f"种子 {kept.seed}" in page and kept.author.username == "reviewer"


@pytest.mark.parametrize(
    ("size", "seed", "words"),
    [
        ("0", "1", "抽取的个数应是 1 到 2 的整数，写的是“0”"),
        ("3", "1", "1 到 2 的整数，写的是“3”"),
        ("两个", "1", "写的是“两个”"),
        ("1", "-1", "种子应是小于 10 亿的整数，写的是“-1”"),
        ("1", "1000000000", "种子应是小于 10 亿的整数"),
    ],
)
def test_a_size_or_seed_that_is_none_is_said_and_nothing_drawn(
    year: Bureau, size: str, seed: str, words: str
) -> None:
    answer = draw(year, taken_in(year, claimed(2)), size, seed)
    assert answer.status_code == 422 and words in text(answer)
    assert f'value="{size}"' in text(answer) and not HonestySample.objects.exists()


def test_the_estimate_waits_for_every_project_drawn(year: Bureau) -> None:
    """Both of two looked at: 99 claimed each, 88.63 and 99 found, so 10.37 points too many, certainly."""
    address = taken_in(year, claimed(2))
    draw(year, address, "2", "7")
    first, second = (p.id for p in _plan_of_claim().projects)
    page = text(recheck(year, address, first, "88.63"))
    assert "还有 1 个没有复核；全部复核完才推算" in page
    page = shown(text(recheck(year, address, second, "99")))
    assert "抽查发现 1 个得分偏高的项目，推算全部项目共多计 10.37 分" in page
    assert "在 10.37 到 10.37 分之间" in page


def test_a_later_re_check_stands_before_an_earlier(year: Bureau) -> None:
    """Of four, each found 10 too high: 40 of all; then one of them was right after all: 30."""
    address = taken_in(year, claimed(4))
    draw(year, address, "4", "7")
    for project in _plan_of_claim().projects:
        recheck(year, address, project.id, "89")
    assert "共多计 40.00 分" in shown(year.page(address))
    recheck(year, address, _plan_of_claim().projects[0].id, "99", "看错了，更正")
    assert "共多计 30.00 分" in shown(year.page(address))
    assert len(year.said("audit")) == 5


def test_a_part_speaks_for_the_whole(year: Bureau) -> None:
    """The second to fourth are alike, and like doubtful: two of their stratum of four were looked at."""
    address = taken_in(year, claimed(4))
    draw(year, address, "2", "7")
    drawn = [one.project for one in sample_shown(HonestySample.objects.get()).drawn]
    for project in drawn:
        recheck(year, address, project, "89")
    page = shown(year.page(address))
    assert "抽查发现 2 个得分偏高的项目，推算全部项目共多计 40.00 分" in page
    low, high = re.findall(r"在 ([\d.]+) 到 ([\d.]+) 分之间", page)[0]
    assert 20 <= float(low) <= 40, "two were seen, two may be inflated or not"
    assert float(high) == 20 + 2 * 99, "of two not looked at, all they claim may be too many"


@pytest.mark.parametrize(
    ("points", "reason", "words"),
    [
        ("101", "看了", "复核得分应是 0 到 100、最多两位小数，写的是“101”"),
        ("八十", "看了", "写的是“八十”"),
        ("80.005", "看了", "最多两位小数"),
        ("80", " ", "请写明复核看了什么"),
    ],
)
def test_a_result_that_wants_something_is_not_kept(
    year: Bureau, points: str, reason: str, words: str
) -> None:
    address = taken_in(year, claimed())
    draw(year, address, "1", "1")
    answer = recheck(year, address, _plan_of_claim().projects[0].id, points, reason)
    assert answer.status_code == 422 and words in text(answer)
    assert f'value="{points}"' in text(answer) and not year.said("audit")


def test_who_was_not_drawn_is_not_re_checked(year: Bureau) -> None:
    address = taken_in(year, claimed(2))
    draw(year, address, "1", "1")
    answer = recheck(year, address, "nobody", "80")
    assert answer.status_code == 422 and "没有被抽中" in text(answer)


def _plan_of_claim() -> Plan:
    return loads(HonestyClaim.objects.get().plan)
