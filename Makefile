# Everything a person does with this repository. `make help` lists it.
PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
RUN := $(BIN)/python -m
PYTEST := $(RUN) pytest
READY := .venv/.ready
FRONTEND_READY := frontend/node_modules/.ready
NODE := $(RUN) infra.node
PNPM := $(NODE) pnpm
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

export PYTHONPATH := .:functions
export PYTHONWARNINGS := ignore::DeprecationWarning:pip

.PHONY: help run logs watch dev map test check lint types format python-test unit properties integration web web-test e2e browser rehearsal openapi audit pins synth deploy user destroy bench soak clean
.DEFAULT_GOAL := help

help: ## what there is
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: $(READY) ## the whole product on this machine (options: make run ARGS="--help")
	@exec $(RUN) infra.local $(ARGS)

ifdef ARGS
test: $(READY) ## everything that must pass (make test ARGS=PATH: only those Python tests)
	$(PYTEST) -q $(ARGS)
else
# The Python tests have three workers of their own and wait half of the time: one part beside them keeps two cores
# busy. A third one makes every part slower, and all together.
test: $(FRONTEND_READY) ## everything that must pass (make test ARGS=PATH: only those Python tests)
	@$(MAKE) --no-print-directory --keep-going --jobs 2 --output-sync=target python-test e2e rehearsal browser web-test check
endif

check: lint types

lint: $(READY) ## style, and the import law
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(READY) ## strict types
	$(BIN)/mypy functions infra benchmarks

format: $(READY) ## mends what a formatter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

python-test: $(READY) ## unit and integration together
	$(PYTEST) -q -n 3 --dist loadfile --no-loadscope-reorder --ignore tests/rehearsal

unit: $(READY) ## unit, simulator and infrastructure tests, while working (make unit ARGS=PATH: some of them)
	$(PYTEST) -q -n 2 --ignore tests/integration --ignore tests/rehearsal --ignore tests/properties $(ARGS)

properties: $(READY) ## the promises, against whatever a model test can think of
	$(PYTEST) -q -n 2 tests/properties

logs: $(READY) ## what the functions of the running product have logged (options: make logs ARGS="--help")
	@$(RUN) infra.local.logs $(ARGS)

watch: $(FRONTEND_READY) ## the web app's tests of what changed, again at each change
	$(PNPM) exec vitest

dev: $(FRONTEND_READY) ## the web app with hot reload, against the product that make run has started
	$(PNPM) dev

map: $(READY) ## draws which room imports which into ARCHITECTURE.md
	$(RUN) tests.rooms

integration: $(READY) ## the real workflow on the local AWS, against the simulator
	$(PYTEST) -q -n 4 --dist loadfile --no-loadscope-reorder tests/integration

web: $(FRONTEND_READY) ## builds the web app and checks the size of what a browser loads first
	$(PNPM) build
	$(PNPM) size

web-test: $(FRONTEND_READY) web ## the web app's own tests, style and types
	$(PNPM) api:check
	$(PNPM) lint
	$(PNPM) types
	$(PNPM) test

e2e: $(FRONTEND_READY) ## a real browser against the running product
	$(PNPM) e2e

browser: $(FRONTEND_READY) ## what only a real browser shows, of the built web app over canned answers
	$(PNPM) browser

rehearsal: $(FRONTEND_READY) ## what would be deployed to production: template, functions and web app as staged
	$(PYTEST) -q tests/rehearsal
	$(PNPM) e2e:staged

openapi: $(READY) ## the API's description, and what the web app takes from it and from the allow-list
	$(RUN) control_push.handlers.api.openapi > functions/openapi.json
	$(RUN) control_push.handlers.api.words > functions/control_push_cli/words.json
	$(PNPM) api

audit: $(FRONTEND_READY) ## known vulnerabilities in what ships; fails too when it could look nothing up
	$(RUN) infra.dependency_audit

pins: $(READY) ## the pinned dependencies, made anew from pyproject.toml
	$(COMPILE) pyproject.toml -o functions/requirements.txt
	$(COMPILE) pyproject.toml --group dev -c functions/requirements.txt -o tests/requirements.txt
	$(COMPILE) infra/local/ministack-requirements.in -o infra/local/ministack-requirements.txt

synth: $(READY) ## the CloudFormation template (make synth ARGS="-c environment=production")
	$(NODE) cdk synth $(ARGS)

deploy: $(READY) ## into your AWS account, bootstrap included (make deploy ENV=staging; YES=1 asks nothing)
	@$(RUN) infra.deployment deploy $(ENV) $(if $(YES),--yes)

user: $(READY) ## invites a person, or changes their role (make user ENV=staging EMAIL=you@example.com GROUP=admin)
	@$(RUN) infra.deployment user $(ENV) $(EMAIL) $(GROUP)

destroy: $(READY) ## deletes an environment that keeps no data (make destroy ENV=staging)
	@$(RUN) infra.deployment destroy $(ENV) $(if $(YES),--yes)

bench: $(READY) ## a push by count, a cold start, and 300 statements against the least time they can take
	$(RUN) benchmarks.tables
	$(RUN) benchmarks.cold_start
	$(RUN) benchmarks.push_300

soak: $(READY) ## the model test at length, and long pushes with workers killed and executions stopped
	HYPOTHESIS_PROFILE=long $(PYTEST) -q -n 2 tests/properties
	PUSH_SIZE=200 $(PYTEST) -q tests/integration/test_killed_workers.py tests/integration/test_stopped_executions.py

clean: ## forgets the local environment's data and everything that was built
	rm -rf .local .cache .venv frontend/node_modules frontend/dist cdk.out

$(READY): tests/requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed, this is %s. Choose another one: make PYTHON=python3.12 …" % sys.version.split()[0])'
	@echo "Installing the tools into .venv (once; a few minutes)"
	@$(PYTHON) -m venv .venv || { echo "The Python module venv is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(FRONTEND_READY): $(READY) frontend/package.json frontend/pnpm-lock.yaml
	$(PNPM) install --frozen-lockfile
	@touch $@
