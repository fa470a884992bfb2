# The two commands that matter: `make demo` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
PY := .venv/bin/python
DEMO := demo

.DEFAULT_GOAL := help
.PHONY: help setup demo test check fix bench peers desk samples guide-pictures lock clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: .venv/ready  ## Install what is missing: system packages, virtual environment, the command .venv/bin/sovang

.venv/ready: requirements.lock pyproject.toml tools/setup.sh
	@bash tools/setup.sh
	@touch $@

.venv/ready-tests: .venv/ready
	@bash tools/setup.sh tests
	@touch $@

demo: setup  ## Run the nightly flow over samples/inbox and show what came of it
	@.venv/bin/sovang nightly --data $(DEMO) --inbox samples/inbox || [ $$? -eq 1 ]

test: .venv/ready-tests  ## Run the tests; installs what only they need
	@OMP_THREAD_LIMIT=1 $(PY) -m pytest -n auto --dist loadgroup

check: setup  ## Lint, format and types; changes nothing
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

fix: setup  ## Mend what lint and format can mend
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

bench: setup  ## Measure accuracy and speed on invented data
	@$(PY) -m benchmarks.reading
	@$(PY) -m benchmarks.born_digital
	@$(PY) -m benchmarks.matching measure --records 1000 --seeds 211-212
	@$(PY) -m benchmarks.peers
	@$(PY) -m benchmarks.scanning --pages 6
	@$(PY) -m benchmarks.register_scale --rows 10000

peers: setup  ## Install the tools that make bench sets beside sovang, in .venv/peers
	@$(PY) -m uv venv --quiet --allow-existing .venv/peers
	@$(PY) -m uv pip install --quiet --require-hashes --python .venv/peers/bin/python -r benchmarks/peers/requirements.lock

desk: setup  ## Look at the register of the demo as a workbook
	@.venv/bin/sovang status --data $(DEMO)
	@ls -l $(DEMO)/*.xlsx

samples: setup  ## Make samples/inbox anew
	@$(PY) samples/make.py

guide-pictures: .venv/ready-tests  ## Make the pictures of docs/huong-dan.md anew
	@$(PY) -m tools.guide_pictures

lock: setup  ## Choose newer versions of the dependencies
	@$(PY) -m uv pip compile --quiet --universal --generate-hashes --group dev --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	@$(PY) -m uv pip compile --quiet --universal --generate-hashes --group bench --no-emit-index-url --no-header -o benchmarks/peers/requirements.lock

clean:  ## Remove what make demo wrote
	@rm -rf $(DEMO)
