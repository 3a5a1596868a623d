# Everything a fresh machine needs: Python 3.11+, git and make.
#   make report   the ranked monthly report of an example ledger
#   make test     every test
PYTHON ?= python3
VENV ?= .venv
EXAMPLE ?= ledgers/fengxi
MONTH ?=

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

READY := $(VENV)/.ready

.PHONY: setup report test lint types check stress bench docs clean

setup: $(READY)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "xmtz 需要 Python 3.11 或更新 / needs Python 3.11 or newer"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m compileall -q xmtz
	@touch $@

report: setup
	@$(BIN)/xmtz report --monthly $(MONTH) --ledger $(EXAMPLE)

test: setup
	$(BIN)/python -m pytest -n auto -m 'not stress'

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

check: lint types test

stress: setup
	$(BIN)/python -m pytest -n auto -m stress

bench: setup
	$(BIN)/python bench/run.py --markdown docs/performance.md

docs: setup
	$(BIN)/python -m xmtz.checks.manual > docs/findings.md
	$(BIN)/python -m xmtz.cli.reference > docs/commands.md
	$(BIN)/python -m xmtz.records.reference > docs/format.md
	$(BIN)/python tests/docs/transcripts.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
