#!/bin/sh
# Set up what the tests need, then check the style and run every test.
#
#   sh scripts/test.sh                 everything: style, core and files without Qt, then the rest with Qt
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

say "" "Planning core and files, in an environment without Qt"
BEMANNINGSPLAN_TEST_WITHOUT_QT=1 "$python" -m pytest -q -p no:pytest-qt tests/core tests/io

say "" "Everything else, with Qt and no screen"
exec "$python" -m pytest -q --ignore=tests/core --ignore=tests/io
