#!/bin/sh
# Freeze the program into dist/bemanningsplan/ from a clean environment in build/venv, and let it test itself.
#
#   sh scripts/build.sh
set -eu
cd "$(dirname "$0")/.."
# shellcheck disable=SC2034 # read by setup.sh
speak=en
. scripts/setup.sh

prepare_locale
# shellcheck disable=SC2034 # read by setup.sh
venv=build/venv
python=$venv/bin/python
mkdir -p build
# The built program carries the libraries of the screen along, also when it is built without one.
# shellcheck disable=SC2034 # read by setup.sh
for_screen=1
# PyInstaller reads libraries with objdump.
tool_packages=
command -v objdump >/dev/null 2>&1 || tool_packages=' binutils'
# Debian's Python comes without its shared library, which the built program needs.
find_python
libpython=$("$base_python" -c 'import sysconfig as s; print(s.get_config_var("INSTSONAME"))')
libdir=$("$base_python" -c 'import sysconfig as s; print(s.get_config_var("LIBDIR"))')
if [ ! -e "$libdir/$libpython" ] && ! /sbin/ldconfig -p | grep -q "$libpython"; then
    tool_packages="$tool_packages lib$("$base_python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')"
fi
prepare requirements-build.lock

echo "Building dist/bemanningsplan ..."
"$python" -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/pyinstaller build.spec
du -sh dist/bemanningsplan

echo "The built program tests itself ..."
dist/bemanningsplan/bemanningsplan selvtest
