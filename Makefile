# Everything that people and CI call. `make site` and `make test` need Python 3.11 or newer, and
# nothing else of ours: they make their own environment in .venv from the lock files.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := NO_MKDOCS_2_WARNING=1 $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help site serve validate test lint bench browser lock clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed. Name it like this: make PYTHON=python3.12 site" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/site: requirements.lock $(VENV)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/site

site: $(VENV)/site ## Check every record and build the whole site into site/
	$(RUN) scripts/build_site.py

serve: $(VENV)/site ## Build and show the site on this machine while you edit
	$(RUN) -m mkdocs serve

validate: $(VENV)/site ## Check every record
	$(RUN) scripts/validate.py

test: $(VENV)/dev browser ## Lint, check types and run every test, in a real browser too
	$(MAKE) lint
	$(RUN) -m pytest

lint: $(VENV)/dev ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/dev browser ## Compare our speed with other tools, and print the ratios
	$(RUN) -m benchmarks

browser: ## Make sure that there is a Chromium for the browser tests
	@tests/ensure_chromium

lock: $(VENV)/dev ## Write the lock files anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements-dev.lock

clean: ## Delete everything that was made
	rm -rf $(VENV) site .mypy_cache .pytest_cache .ruff_cache docs/areas docs/places docs/services docs/assets/finder/data docs/contribute/gaps.md
