#!/bin/sh
# Start the program; the first time, set up all it needs.
#
#   sh scripts/run.sh                  open the program: first the Telemark sample, later the plan last used
#   sh scripts/run.sh PLAN             open a plan (.bplan) or import a workbook (.xlsx)
#   sh scripts/run.sh framskriv ...    any command of the program: eksempel, mal, sjekk, framskriv, selvtest
#
# Without arguments on a machine without a screen it projects the sample to a workbook in utdata/ and says where.
set -eu
start_dir=$(pwd)
cd "$(dirname "$0")/.."
root=$(pwd)
speak=nb
. scripts/setup.sh

prepare_locale
prepare requirements.lock

if [ $# -gt 0 ] || has_screen; then
    [ $# -gt 0 ] || say "Åpner programmet." "Opening the program."
    # Paths on the command line are the caller's.
    cd "$start_dir"
    exec "$root/$python" "$root/main.py" "$@"
fi

plan=utdata/telemark.bplan
result=utdata/telemark-framskriving.xlsx
say "Ingen skjerm her. Framskriver eksempelet Telemark til en arbeidsbok i stedet." \
    "No screen here. Projecting the Telemark sample to a workbook instead."
mkdir -p utdata
"$python" main.py eksempel telemark -o "$plan"
"$python" main.py framskriv "$plan" -o "$result"
say "Planen ligger i       $root/$plan" "The plan is      $root/$plan"
say "Framskrivingen ligger i $root/$result" "The projection is $root/$result"
