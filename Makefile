# Two commands do all set-up: `make run` and `make test`. `make help` lists the rest.

SWIFT_BUILD = swift build --explicit-target-dependency-import-check error
DATA ?= data
PORT ?= 8080
# Tests of the running program wait more than they work: two a core keep it busy.
WORKERS ?= $(shell expr 2 \* $$(nproc))

.PHONY: run agent test check eval bench bench-smoke help clean tools format

help:
	@grep -E '^#: ' Makefile | sed 's/^#: /  make /'

#: run          install what is missing, build, and serve the demo on PORT (8080)
run:
	@.ci/set-up run
	@.ci/forget-old
	@echo "Building (the first time takes some minutes)" >&2
	@$(SWIFT_BUILD) -c release --product frontdesk
	@.build/release/frontdesk serve --demo --data $(DATA) --port $(PORT) \
	  --set limits.loopback_exempt=true

#: agent        open the demo agent's terminal on the server that `make run` serves
agent:
	@test -x .build/release/frontdesk || { echo "run 'make run' first, in another window" >&2; exit 69; }
	@.build/release/frontdesk agent http://127.0.0.1:$(PORT) --forget \
	  --token-file $(DATA)/demo-token

# A browser's event loop suffers no other beside it: those tests have processes of their own. What
# fails is tried once more, on a machine that may have been too busy, and named at the end: a test
# that needs it has a fault, or has found one.
#: test         install what is missing, build, and run everything that CI runs
test:
	@.ci/set-up test
	@echo "== format" >&2
	@swift format lint --strict -r Sources Tests Package.swift
	@echo "== build and Swift tests (the first time takes some minutes)" >&2
	@$(SWIFT_BUILD) --build-tests
	@.ci/python >/dev/null
	@.ci/swift-tests
	@echo "== the widget's pure modules" >&2
	@node --test Tests/System/Widget/unit/
	@echo "== the binary, the browser, the terminal" >&2
	@python=$$(.ci/python); export FRONTDESK_BINARY=$$PWD/.build/debug/frontdesk; \
	  pytest="$$python -m pytest -q -x -n $(WORKERS) --dist worksteal --reruns 1 -r R"; \
	  $$pytest Tests --ignore Tests/System/Widget --ignore Tests/System/EndToEnd \
	  && $$pytest Tests/System/EndToEnd && $$pytest Tests/System/Widget

#: check        before every commit, in less than a minute: format, imports, Swift tests but for chaos
check:
	@swift format lint --strict -r Sources Tests Package.swift & format=$$!; \
	  $(SWIFT_BUILD) --build-tests && QUICK=1 .ci/swift-tests; tests=$$?; \
	  wait $$format && exit $$tests

# Sets of your own are folders with docs.jsonl, queries.jsonl and qrels.tsv: docs/knowledge.md.
#: eval         how often the right article is found, on the public sets in QUESTION_SETS=FOLDER
eval:
	@$(SWIFT_BUILD) --build-tests
	@test -d "$(QUESTION_SETS)" || echo "no question sets: name their folder, make eval QUESTION_SETS=FOLDER" >&2
	@QUESTION_SETS="$(QUESTION_SETS)" swift test --skip-build --filter "PublicQuestions|HelpCentre"

#: bench        measure speed and size, print one table (a quarter of an hour; wants a quiet machine)
bench:
	@.ci/set-up run
	@.ci/forget-old
	@$(SWIFT_BUILD) -c release --product frontdesk
	@$(SWIFT_BUILD) -c release --product frontdesk-bench
	@.build/release/frontdesk-bench $(ARGUMENTS)

#: bench-smoke  see that the benchmark runs and finds every message once, in order
bench-smoke:
	@$(SWIFT_BUILD) --product frontdesk
	@$(SWIFT_BUILD) --product frontdesk-bench
	@.build/debug/frontdesk-bench --smoke --binary .build/debug/frontdesk

#: format       format all Swift files
format:
	@swift format -i -r Sources Tests Package.swift

#: clean        remove what was built; the record in DATA stays
clean:
	@rm -rf .build .venv
