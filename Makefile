# What can be done with this checkout? `make` alone lists it.
SHELL := /bin/sh
PYTHON_OF_VENV := .venv/bin/python
TESTS ?= tests
.DEFAULT_GOAL := help

.PHONY: help up down status env test check format e2e e2e-full faults bench account replay clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: ## start everything (SMS=kannel: through the real gateway; DETACH=1: in the background)
	@stack/bootstrap.sh up
	@exec $(PYTHON_OF_VENV) -m stack up $(if $(DETACH),--detach)

down: ## stop everything, nothing is lost
	@$(PYTHON_OF_VENV) -m stack down

status: ## what runs, and is it well?
	@$(PYTHON_OF_VENV) -m stack status

env: ## the settings of one process: make env PROCESS=portal
	@$(PYTHON_OF_VENV) -m stack env $(or $(PROCESS),portal)

test: ## every test, with a broker, a store, a gateway and a browser of its own
	@stack/bootstrap.sh test
	@exec $(PYTHON_OF_VENV) -m pytest $(TESTS)

check: ## format, lint, types, imports, contracts; needs no server
	@stack/bootstrap.sh test
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy chassis contracts services stack tests bench
	.venv/bin/lint-imports
	$(PYTHON_OF_VENV) -m contracts.asyncapi --check
	$(PYTHON_OF_VENV) -m pytest -q tests/contracts

format: ## put the code into its form
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

e2e: ## the users' main jobs through a browser
	@stack/bootstrap.sh test
	@exec $(PYTHON_OF_VENV) -m pytest tests/e2e

e2e-full: ## the same on every page, role, language and width
	@stack/bootstrap.sh test
	@E2E_FULL=1 exec $(PYTHON_OF_VENV) -m pytest tests/e2e

faults: ## real kills of real parts
	@stack/bootstrap.sh test
	@FADAA_LONG=1 exec $(PYTHON_OF_VENV) -m pytest tests/faults

bench: ## how the cost grows
	@stack/bootstrap.sh test
	@exec $(PYTHON_OF_VENV) -m bench

account: ## make an account: make account LOGIN=amina ROLE=administrator|chair|organiser|referee|officer|reader
	@exec $(PYTHON_OF_VENV) -m stack account --login '$(LOGIN)' --role '$(or $(ROLE),administrator)' --name '$(NAME)'

replay: ## send a subject's facts again: make replay PRODUCER=events CONSUMER=notifications KIND=meeting SUBJECT=id
	@exec $(PYTHON_OF_VENV) -m stack replay --producer $(PRODUCER) --consumer $(CONSUMER) --kind $(KIND) --subject $(SUBJECT)

.env: .env.example
	@umask 077; while IFS= read -r line; do case $$line in \
	  \#*|'') echo "$$line";; \
	  *=) echo "$$line$$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')";; \
	  *) echo "$$line";; esac; done < .env.example > $@
	@echo "  .env is written, with secrets of its own"

clean: ## remove what was fetched and built; data under var/ stays
	rm -rf .venv node_modules services/portal/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
