# `make` alone says what there is. Needed beforehand: python3 (3.11 or newer) with venv, git, make.

PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup needed run test check format bench bench-scoring bench-evidence bench-forecast bench-review bench-trust bench-acts bench-kills bench-flips docs readme-pictures lock clean bench-hold bench-reading fuzz

help:
	@echo '用法：make 目标'
	@echo
	@echo '  make run              装好一切，打开演示（真实的2023年计划，虚构的一年数据）'
	@echo '  make test             装好一切，运行全部测试；只跑一部分：make test ARGS="-k 名字"'
	@echo '  make check            格式、静态检查、类型、引用方向'
	@echo '  make format           整理格式'
	@echo '  make bench            测量速度'
	@echo '  make bench-forecast   测量预测的校准：真实序列与虚构年份并列，区间覆盖、可靠性、与五种简单办法相比'
	@echo '  make bench-review     测量审核：快慢、增长、种下的问题查出多少'
	@echo '  make bench-evidence   测量由一千万行台账计算的速度；再加 ARGS=--more 则到一亿行'
	@echo '  make bench-trust      测量在别人的材料上对不对、有没有不声不响的错；有一项退步就失败'
	@echo '  make bench-acts       测量记录：记一条比光写盘多多少，一百万条多久核对完，二十人同时保存'
	@echo '  make bench-kills      一边保存、入库一边杀死进程三百次，答应收下的有没有丢'
	@echo '  make bench-flips      翻转存下的一万位，有没有核对不出来的、算出别的数的'
	@echo '  make bench-hold       四百个慢连接、五十份上传同时来，别人打开网页要等多久；超过一秒就失败'
	@echo '  make fuzz             用乱的文件和文字试每一种读法，每种三十秒；FUZZ_SECONDS=600 则更久'
	@echo '  make bench-reading    测量读别人的表：读对多少、不声不响读错多少；有一项退步就失败'
	@echo '  make bench-scoring    测量计分：百万个项目、两种算法逐位对照、随机复核'
	@echo '  make docs             重新生成文档'
	@echo '  make readme-pictures  重新拍摄说明中的图片'
	@echo '  make setup            只装好，不运行'
	@echo '  make lock             重新锁定各依赖的版本；再加 UPGRADE=1 则升到最新'
	@echo '  make clean            删去装好的一切'

setup: needed
	@$(PYTHON) setup/ready.py

needed:
	@command -v git >/dev/null || { echo 'setup: 缺 git。Debian、Ubuntu：apt-get install git'; exit 1; }
	@command -v $(PYTHON) >/dev/null || { echo 'setup: 缺 $(PYTHON)（3.11 或更新）。Debian、Ubuntu：apt-get install python3 python3-venv'; exit 1; }

run: needed
	@$(PYTHON) setup/ready.py run
	@exec $(BIN)/jixiao demo $(ARGS)

test: setup
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

check: setup
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

bench: setup
	@$(BIN)/python -m bench $(ARGS)

bench-evidence: setup
	@$(BIN)/python -m bench.evidence $(ARGS)

# The packages that carry real series stay in an environment of their own, outside the project's.
build/series/real.json: bench/series/gather.py bench/series/requirements.txt
	@$(BIN)/python -m venv build/series/env
	@build/series/env/bin/pip install --quiet --no-deps -r bench/series/requirements.txt
	@build/series/env/bin/python bench/series/gather.py $@

bench-forecast: setup build/series/real.json
	@$(BIN)/python -m bench.forecast build/series/real.json $(ARGS)

bench-review: setup
	@$(BIN)/python -m bench.review $(ARGS)

bench-trust: setup
	@$(BIN)/python -m bench.trust $(ARGS)

bench-acts: setup
	@$(BIN)/python -m bench.acts $(ARGS)

bench-kills: setup
	@$(BIN)/python -m bench.kills $(ARGS)
bench-flips: setup
	@$(BIN)/python -m bench.flips $(ARGS)
bench-reading: setup
	@$(BIN)/python -m bench.reading $(ARGS)
	@$(BIN)/python -m bench.reading.dresses

docs: setup
	@$(BIN)/python docs/generate.py $(ARGS)

bench-hold: setup
	@$(BIN)/python -m bench.hold $(ARGS)

fuzz: setup
	@nice -n 10 $(BIN)/python -m tests.fuzzing $(ARGS)

bench-scoring: setup
	@$(BIN)/python -m bench.scoring $(ARGS)

readme-pictures: setup
	@$(BIN)/python docs/pictures.py $(ARGS)

lock: needed
	@$(PYTHON) setup/ready.py tools
	@$(BIN)/python setup/relock.py $(if $(UPGRADE),--upgrade)

clean:
	rm -rf .venv node_modules build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
