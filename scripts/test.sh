#!/bin/sh
# Set up what the tests need, then check the style and run every test.
#
#   sh scripts/test.sh                 everything: style, core and files without Qt, and beside it the rest with Qt
#   sh scripts/test.sh tests/app -x    only the style and one pytest run with these arguments
set -eu
cd "$(dirname "$0")/.."
# shellcheck disable=SC2034 # read by setup.sh
speak=en
. scripts/setup.sh

prepare_locale
prepare requirements-dev.lock
export QT_QPA_PLATFORM=offscreen

say "" "Style: ruff check"
"$python" -m ruff check .

if [ $# -gt 0 ]; then
    exec "$python" -m pytest "$@"
fi

# The two halves run side by side: neither keeps more than one processor busy. The first tells when both have ended.
log=$(mktemp)
without_qt=
trap 'if [ -n "$without_qt" ]; then kill "$without_qt" 2>/dev/null; fi; rm -f "$log"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "" "Planning core and files, in an environment without Qt: begun, shown below"
BEMANNINGSPLAN_TEST_WITHOUT_QT=1 "$python" -m pytest -q -p no:pytest-qt tests/core tests/io >"$log" 2>&1 &
without_qt=$!

say "" "Everything else, with Qt and no screen"
failed=0
"$python" -m pytest -q --ignore=tests/core --ignore=tests/io || failed=$?

code=0
wait "$without_qt" || code=$?
without_qt=
say "" "Planning core and files, in an environment without Qt"
cat "$log"
if [ "$failed" -ne 0 ]; then
    say "" "Tests with Qt failed: see above"
fi
[ "$code" -eq 0 ] || failed=$code
exit "$failed"
