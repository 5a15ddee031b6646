# What each target does: `make help`. All of them set up a virtual environment of their own in .venv first.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo serve assets test test-program test-desk check golden gate bench clean

BIN := .venv/bin
STAMP := .venv/.installed
DEMO := build/demo.db
PYTHON ?=

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup: $(STAMP) ## make .venv and install exactly what the lock file names
	@$(BIN)/python hatch_build.py >/dev/null || echo "The desk works without what moves on its pages"

$(STAMP): requirements-dev.lock pyproject.toml hatch_build.py scripts/find_python.sh
	@python=$$(PYTHON='$(PYTHON)' scripts/find_python.sh) && \
	  if ! $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then \
	    echo "Making .venv with $$($$python --version)"; "$$python" -m venv --clear .venv; fi
	@echo "Installing the locked packages (about 200 MB to fetch the first time)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --requirement requirements-dev.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## set up, read the samples into a fresh record, print a brief
	@mkdir -p build && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/dragoman --record $(DEMO) add samples/affair
	$(BIN)/dragoman --record $(DEMO) brief
	@$(BIN)/dragoman --record $(DEMO) brief --format html --out build/brief.html
	@printf '\nThe record is %s, the brief to click through build/brief.html. Where to look next:\n' '$(DEMO)'
	@printf '  %-66s %s\n' \
	  '$(BIN)/dragoman --record $(DEMO) questions' 'what the accounts answer differently' \
	  '$(BIN)/dragoman --record $(DEMO) who "Russian House"' 'a dossier' \
	  '$(BIN)/dragoman --record $(DEMO) timeline Azerbaijan Russia' 'all acts in order of time' \
	  'samples/affair/' 'the reports that it was made from' \
	  'docs/tutorial.md' 'twenty minutes with all of it'

serve: $(DEMO) ## open the record of the demo in a browser
	$(BIN)/dragoman --record $(DEMO) serve

$(DEMO):
	@$(MAKE) --no-print-directory demo

assets: $(STAMP) ## bundle what moves on the pages of the desk (frontend/), where Node is at hand
	$(BIN)/python hatch_build.py

test: setup ## set up, run the tests
	@$(MAKE) --no-print-directory --output-sync=target -j2 test-program test-desk

test-program: setup
	$(BIN)/python -m pytest -q --ignore=tests/web --ignore=tests/browser

test-desk: setup
	$(BIN)/python -m pytest -q tests/web tests/browser

check: setup ## everything that continuous integration runs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/lint-imports --no-cache
	$(MAKE) --no-print-directory gate
	$(MAKE) --no-print-directory test

golden: setup ## rewrite all that is made from the samples: expected records, examples in README and tutorial, picture
	$(BIN)/python -m tests.golden.regenerate
	$(BIN)/python scripts/doc_examples.py
	$(BIN)/python scripts/doc_picture.py
	@echo "Review it: git diff tests/golden README.md docs"

gate: setup ## accuracy on our own sets, and on the gold sets of DRAGOMAN_GOLD, against the pinned floors
	$(BIN)/python -m dragoman.evaluate.gate

bench: setup ## speed and memory on this machine
	$(BIN)/python -m dragoman.evaluate.bench

clean: ## remove what the other targets made, the environment included
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
