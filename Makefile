# `make` builds the example leaflet, `make test` runs every check. Both set up what they need in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PINS ?= --constraint .ci/constraints.txt
INSTALL := $(PIP) install $(PINS)

# Stamps: newer than pyproject.toml, what it asks for is installed.
FOR_USE := $(VENV)/.installed
FOR_TESTS := $(VENV)/.installed-for-tests

.DEFAULT_GOAL := leaflet
MINUTES ?= 7
.PHONY: leaflet install test bench fuzz format golden pictures clean help

leaflet: $(FOR_USE)  ## build the example leaflet into output/ (what plain `make` does)
	@$(BIN)/leaflet build

install: $(FOR_USE)  ## set up .venv with the command `leaflet`

test: $(FOR_TESTS)  ## run every check; PYTEST="-k cover" picks tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/coverage run -m pytest $(PYTEST)
	$(BIN)/coverage report

bench: $(FOR_TESTS)  ## compare leaflet's speed with its peers', 15 minutes; BENCH=--small is short
	@$(INSTALL) --editable '.[bench]'
	$(BIN)/python -m tests.benchmarks $(BENCH)

fuzz: $(FOR_TESTS)  ## look for input that breaks leaflet; MINUTES=60 FUZZ="covers files"
	$(BIN)/python -m tests.fuzz $(FUZZ) --minutes $(MINUTES)

format: $(FOR_TESTS)  ## let ruff format the code and mend what it can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: $(FOR_TESTS)  ## write the expected outlines and texts anew; read the diff before you commit it
	$(BIN)/python -m pytest --update-golden

pictures: $(FOR_USE)  ## draw the README's pictures anew (needs pdftoppm)
	@folder=$$(mktemp -d) && trap 'rm -r "$$folder"' EXIT && \
	$(BIN)/leaflet build --out "$$folder" && \
	pdftoppm -png -r 90 "$$folder/baclofen.en-GB.pdf" .readme/page && ls .readme/page-*.png

clean:  ## remove .venv, caches and built leaflets
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .coverage build dist
	find output -mindepth 1 ! -name .gitkeep -delete

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "leaflet needs Python 3.11 or newer, which $(PYTHON) is not. Try: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(VENV): once, a minute or two ..." >&2
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(FOR_USE): pyproject.toml .ci/constraints.txt | $(BIN)/python
	@$(INSTALL) --editable .
	@touch $@

$(FOR_TESTS): pyproject.toml .ci/constraints.txt | $(BIN)/python
	@$(INSTALL) --editable '.[dev,fuzz]'
	@$(INSTALL) --no-deps 'reframe-hpc>=4.10'  # for the XML schema of JUnit reports that it carries; its code is not used
	@touch $(FOR_USE) $@
