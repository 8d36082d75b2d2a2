# Everything a fresh machine needs: Python 3.11 or later, git and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3.14 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
comma := ,
WORKERS ?= 2
PLUGINS := $(wildcard plugins/*/pyproject.toml)
# What drives a browser is large, so it is left out where there is none; the tests of pages in one are skipped then.
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome || command -v chrome)
EXTRAS := dev$(if $(CHROMIUM),$(comma)browser)

.PHONY: demo test lint bench docs clean install

$(VENV)/.installed: pyproject.toml $(PLUGINS)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[$(EXTRAS)]' $(foreach file,$(PLUGINS),-e ./$(dir $(file)))
	touch $@

install: $(VENV)/.installed

demo: install
	@folder=localkit-demo; n=1; while [ -e $$folder ]; do n=$$((n + 1)); folder=localkit-demo-$$n; done; \
	$(BIN)/localkit demo $$folder

test: install
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -q

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: install
	$(BIN)/python -m docs.make

bench: install
	$(BIN)/python -m tests.benchmarks.bench
	$(BIN)/python -m tests.benchmarks.portfolios
	$(BIN)/python -m tests.benchmarks.screens

clean:
	rm -rf $(VENV) .bench build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
