#!/bin/sh
# Write requirements.lock (to run), requirements-dev.lock (to test) and requirements-build.lock (to freeze)
# anew from the ranges in pyproject.toml: every version and hash, for Linux, Windows and macOS and
# Python 3.11 and later. The registry's address is left out on purpose, so the machine's own settings decide it.
#
#   sh scripts/lock.sh              keep what is locked, add what is new
#   sh scripts/lock.sh --upgrade    take the newest versions that the ranges allow
set -eu
cd "$(dirname "$0")/.."

if command -v uv >/dev/null 2>&1; then
    uv=uv
else
    echo "Installing uv in build/uv ..."
    python3 -m venv build/uv
    build/uv/bin/python -m pip install --quiet uv
    uv=build/uv/bin/uv
fi

# lock FILE EXTRA...: one lock; the dev and build locks hold the run lock's versions too.
lock() {
    file=$1
    shift
    # shellcheck disable=SC2086 # options are words
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-header --no-annotate $options "$@" --output-file "$file" pyproject.toml
    echo "$file: $(grep -c '==' "$file") packages"
}

options="$*"
lock requirements.lock
options="$options --constraints requirements.lock"
lock requirements-dev.lock --extra dev
lock requirements-build.lock --extra build
