# What a developer can do here: `make` lists it.
#
# Needs Python 3.11 or newer (with venv and pip), git and make (GNU make 3.81 will do). Everything
# else goes into .venv, at the versions pinned in requirements.txt and requirements-dev.txt.

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PY := $(BIN)/python
# Progress is shown on a first installation, not on a later one, nor where nobody watches.
QUIETLY = $(if $(CI)$(wildcard $(VENV)/.installed-*),--quiet)
PIP = $(PY) -m pip --disable-pip-version-check install $(QUIETLY)

# The interpreter for .venv: `make PYTHON=python3.12 run`. Unsaid, the first of these that is new
# enough; once there is a .venv, its own.
PYTHONS := $(if $(PYTHON),$(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
VERSION := import sys; print(sys.version.split()[0])

# A .venv is no good if it isn't whole, was made in another folder, has lost its interpreter, or is
# of another version than the PYTHON that was asked for.
VENV_IS_GOOD = [ "`cat $(VENV)/.made`" = "`pwd -P`" ] && has=`$(PY) -c '$(VERSION)'` \
    && { [ -z '$(PYTHON)' ] || [ "$$has" = "`$(PYTHON) -c '$(VERSION)'`" ]; }
REMAKE := $(shell { $(VENV_IS_GOOD); } 2>/dev/null || echo remake)

# Each stamp says: this was done, since the files it depends on last changed.
MADE := $(VENV)/.made
RUN := $(VENV)/.installed-run
DEV := $(VENV)/.installed-dev

CHECKS := pins format lint types layers unit browser

.DEFAULT_GOAL := help
.PHONY: help run test $(CHECKS) fix bench bench-import lock upgrade hooks install clean remake

help:  ## List what `make` can do
	@echo 'Usage: make [PYTHON=python3.12] <what>'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

run: $(RUN)  ## Install what is needed, and open the dashboard
	$(PY) -m streamlit run dashboard.py

test: $(DEV)  ## Install what is needed, and run every check below
	@failed=; \
	for check in $(CHECKS); do \
	    printf '\n== %s\n' $$check; \
	    $(MAKE) --no-print-directory $$check || failed="$$failed $$check"; \
	done; \
	if [ -n "$$failed" ]; then printf '\nFailed:%s\n' "$$failed"; exit 1; fi; \
	printf '\nEvery check passed: %s\n' '$(CHECKS)'

pins: $(DEV)  ## Check that the pinned packages fit pyproject.toml
	@$(PY) -m pip --disable-pip-version-check check \
	|| { echo 'Did pyproject.toml change? Then: make lock'; exit 1; }

format: $(DEV)  ## Check the formatting
	$(BIN)/ruff format --check .

lint: $(DEV)  ## Check the style, and look for likely mistakes
	$(BIN)/ruff check .

types: $(DEV)  ## Check the types
	$(PY) -m mypy

layers: $(DEV)  ## Check that modules import only what lies below them
	$(BIN)/lint-imports --no-logo

unit: $(DEV)  ## Run the fast tests
	$(PY) -m pytest --ignore=tests/browser

browser: $(DEV)  ## Run the tests that need a browser
	$(PY) -m pytest tests/browser

fix: $(DEV)  ## Format, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV)  ## Measure how fast the dashboard is
	$(PY) -m tests.bench

bench-import: $(DEV)  ## Measure how fast a large survey is read, and with how much memory
	$(PY) -m tests.bench_import

lock: $(DEV)  ## Write the pinned requirements anew after pyproject.toml changed
	$(LOCK) --extra build --output-file requirements.txt pyproject.toml
	$(LOCK) --extra build --extra dev --constraint requirements.txt \
	    --output-file requirements-dev.txt pyproject.toml

upgrade:  ## The same, moving every pin to the newest version allowed
	@$(MAKE) --no-print-directory lock LOCK_FLAGS=--upgrade

# --universal: one file for Linux, macOS and Windows, with the hashes of all their packages.
# --no-emit-... and the fixed header: nothing about this machine gets into it.
LOCK = $(BIN)/uv pip compile --quiet --system-certs --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-emit-find-links \
    --custom-compile-command 'make lock' $(LOCK_FLAGS)

hooks: $(DEV)  ## Have git run the quick checks before each commit, and the fast tests before a push
	$(PY) -m pre_commit install --hook-type pre-commit --hook-type pre-push

install: $(DEV)  ## Install everything, and run nothing
	@echo 'Everything is installed in $(VENV).'

clean:  ## Remove .venv, caches and everything else that was made here
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf build dist static/made screenshots
	find src tests -name __pycache__ -type d -prune -exec rm -rf '{}' +

$(MADE): $(REMAKE)
	@for python in $(PYTHONS); do \
	    $$python -c '$(NEW_ENOUGH)' >/dev/null 2>&1 || continue; \
	    echo "Making $(VENV) with $$python"; \
	    rm -rf $(VENV); \
	    if $$python -m venv $(VENV); then pwd -P > $@; exit 0; fi; \
	    rm -rf $(VENV); \
	    echo "$$python could not make $(VENV): it needs its modules venv and ensurepip" >&2; \
	    echo '(on Debian and Ubuntu: apt install python3-venv).' >&2; \
	    exit 1; \
	done; \
	echo 'The dashboard needs Python 3.11 or newer. Found:' >&2; \
	for python in $(PYTHONS); do \
	    echo "  $$python: `$$python -c '$(VERSION)' 2>/dev/null || echo none that runs`" >&2; \
	done; \
	echo 'Install one, or name one that you have: make PYTHON=python3.12 run' >&2; \
	exit 1

$(RUN): $(MADE) requirements.txt pyproject.toml
	@echo 'Installing what the dashboard needs (once; a few minutes on a slow line)'
	$(PIP) --require-hashes --requirement requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(MADE) requirements.txt requirements-dev.txt pyproject.toml
	@echo 'Installing what the checks need (once; a few minutes on a slow line)'
	$(PIP) --require-hashes --requirement requirements-dev.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(RUN) $@
