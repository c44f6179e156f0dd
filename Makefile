# Everything that people and CI call. `make site` and `make test` need Python 3.11 or newer, and
# nothing else of ours: they make their own environment in .venv from the lock files.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := NO_MKDOCS_2_WARNING=1 $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help site serve validate format forms test lint bench machine lock clean

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
	$(RUN) scripts/build_site.py $${SITE_URL:+--site-url "$$SITE_URL"} $${OFFLINE:+--offline}

serve: $(VENV)/site ## Build and show the site on this machine while you edit
	$(RUN) -m mkdocs serve

validate: $(VENV)/site ## Check every record
	$(RUN) scripts/validate.py

test: machine $(VENV)/dev ## Lint, check types and run every test, in a real browser too
	$(MAKE) lint
	$(RUN) -m pytest -n auto --maxprocesses 4 --dist worksteal

lint: $(VENV)/dev ## Check style, types, and which room knows which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=scripts $(BIN)/lint-imports
	$(BIN)/oxlint theme/assets scripts
	$(RUN) scripts/format_records.py --check
	$(RUN) scripts/make_issue_forms.py --check

format: $(VENV)/site ## Put every record into its canonical form
	$(RUN) scripts/format_records.py

forms: $(VENV)/site ## Make the issue forms anew from the schemas
	$(RUN) scripts/make_issue_forms.py

bench: machine $(VENV)/dev ## Compare our speed with other tools, and print the ratios
	PYTHONPATH=scripts $(RUN) -m benchmarks

machine: ## Install what the tests need from the system (Debian's packages), or name it
	@PYTHON="$(PYTHON)" tests/prepare_machine

lock: $(VENV)/dev ## Write the lock files anew, with the newest versions that pyproject.toml allows (needs uv)
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements-dev.lock

clean: ## Delete everything that was made
	rm -rf $(VENV) site .mypy_cache .pytest_cache .ruff_cache .import_linter_cache docs/api docs/data docs/areas docs/letters docs/places docs/services docs/which-way docs/assets/finder/data docs/assets/map/data docs/assets/search-box docs/contribute/gaps.md docs/contribute/lacking.md docs/about/changes.xml docs/about/coverage.md docs/about/freshness.md

# What the workflows call besides the targets above. Each of them also works on your own machine.
# BASE is the commit to compare with: for a pull request the first parent of its merge.
BASE ?= HEAD^1
ISSUE ?= .build/issue.md
SITE_ARTIFACT ?=
export BASE ISSUE SITE_ARTIFACT
LINKS ?=
export LINKS
.PHONY: annotate changed summary links linkstate savelinkstate overdue applyissue workflows
.PHONY: discovery discoverystate savediscoverystate

annotate: $(VENV)/site ## Print what the checks newly found since BASE, as GitHub annotations
	@$(RUN) scripts/summarise_change.py --base "$$BASE" --format github

changed: $(VENV)/site ## Check the links and facts of the lines changed since BASE
	@mkdir -p .build
	@$(RUN) scripts/check_links.py --changed-since "$$BASE" --state .build/changed-links.json \
	  --report .build/changed-links.md --format github || test $$? -eq 1

summary: $(VENV)/site ## Write one page about the change since BASE to .build/summary.md
	@mkdir -p .build
	@touch .build/changed-links.md
	@$(RUN) scripts/summarise_change.py --base "$$BASE" --links .build/changed-links.md \
	  --site "$$SITE_ARTIFACT" >.build/summary.md || test $$? -eq 1

links: $(VENV)/site ## Check every link and fact; the report goes to .build/links.md
	@mkdir -p .build state && rm -rf .build/proposal
	@code=0; $(RUN) scripts/check_links.py --state state/links.json --report .build/links.md \
	  --propose .build/proposal || code=$$?; echo $$code >.build/links.code; test $$code -le 1

linkstate: ## Fetch the state of the link check from its branch, if there is one
	@.github/scripts/link-state get state/links.json

savelinkstate: ## Put the state of the link check on its branch
	@.github/scripts/link-state put state/links.json

discovery: $(VENV)/site ## Look for what is missing; drafts, the report and the state go to .build/discovery
	@mkdir -p .build state && rm -rf .build/discovery && mkdir .build/discovery
	@for file in state/discovery.json*; do test ! -e "$$file" || cp "$$file" .build/discovery/; done
	@code=0; $(RUN) scripts/discover.py --state .build/discovery/discovery.json \
	  --report .build/discovery/proposal.md --write .build/discovery/data \
	  $${LINKS:+--links "$$LINKS"} || code=$$?; \
	  cp .build/discovery/discovery.json state/ && rm -f state/discovery.json.journal; exit $$code

discoverystate: ## Fetch the state of the search from its branch, if there is one
	@.github/scripts/link-state get state/discovery.json

savediscoverystate: ## Put the state of the search, handed over in .build/discovery, on its branch
	@.github/scripts/link-state put .build/discovery/discovery.json

overdue: $(VENV)/site ## Write what is overdue to .build/overdue.md; nothing at all leaves it empty
	@mkdir -p .build
	@$(RUN) scripts/report.py overdue --format markdown >.build/overdue.md

applyissue: $(VENV)/site ## Turn the text of an issue, in the file ISSUE, into a change of data/
	@mkdir -p .build
	@code=0; $(RUN) scripts/apply_issue.py "$$ISSUE" >.build/answer.md || code=$$?; \
	  echo $$code >.build/answer.code; test $$code -le 1

workflows: $(VENV)/dev ## Lint the workflows
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/actionlint
	@$(BIN)/zizmor --offline --quiet --persona=pedantic .github
