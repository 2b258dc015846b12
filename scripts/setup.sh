# Shared by run.sh and test.sh, which source it; not a command of its own. POSIX sh.
# Sets up what the program needs on a fresh Debian or Ubuntu: system libraries, a virtual environment in .venv,
# and the packages of a lock file. Safe to run again: what is in place is left alone, in well under a second.
#
# The caller sets speak=nb or speak=en, then calls:
#   prepare_locale
#   prepare LOCKFILE          (requirements.lock or requirements-dev.lock)
# and gets $python, the interpreter of the environment. It may set, before that: venv and python (another place for the
# environment), for_screen=1 (the libraries for a screen even without one), tool_packages (more packages to install).

# say NORWEGIAN ENGLISH: one line, in the caller's language.
say() {
    if [ "$speak" = nb ]; then printf '%s\n' "$1"; else printf '%s\n' "$2"; fi
}

fail() {
    say "$1" "$2" >&2
    exit 1
}

# Norwegian text must survive a machine whose locale is C or Latin-1.
prepare_locale() {
    export PYTHONUTF8=1
    case "$(locale charmap 2>/dev/null || echo unknown)" in
        UTF-8 | utf-8 | UTF8) ;;
        *) [ "$(uname -s)" = Linux ] && export LC_ALL=C.UTF-8 ;;
    esac
    return 0
}

has_screen() {
    [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]
}

# True for an interpreter that runs and is new enough.
is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python; do
        if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
            base_python=$candidate
            return 0
        fi
    done
    fail "Fant ikke Python 3.11 eller nyere. Installer Python (pakken python3) og prøv igjen." \
        "Python 3.11 or newer was not found. Install it (package python3) and try again."
}

# --- system libraries -------------------------------------------------------------------------------------------

# soname and package, one pair a line: what Qt loads without a screen, and what it needs more to draw on one.
offscreen_libraries='libEGL.so.1 libegl1
libGL.so.1 libgl1
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libdbus-1.so.3 libdbus-1-3
libxkbcommon.so.0 libxkbcommon0'
screen_libraries='libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxkbcommon-x11.so.0 libxkbcommon-x11-0'

# Prints the packages whose library the dynamic linker does not know.
missing_libraries() {
    known=$(/sbin/ldconfig -p 2>/dev/null || ldconfig -p 2>/dev/null || true)
    [ -n "$known" ] || return 0
    wanted=$offscreen_libraries
    if [ -n "${for_screen:-}" ] || has_screen || command -v Xvfb >/dev/null 2>&1; then
        wanted="$wanted
$screen_libraries"
    fi
    printf '%s\n' "$wanted" | while read -r soname package; do
        case "$known" in
            *"$soname "*) ;;
            *) printf ' %s' "$package" ;;
        esac
    done
}

# Debian splits the venv module from Python itself.
missing_venv() {
    "$base_python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
        "$base_python" -c 'import sys; print(" python%d.%d-venv" % sys.version_info[:2], end="")'
}

install_system_packages() {
    [ "$(uname -s)" = Linux ] || return 0
    needed="$(missing_libraries)$(missing_venv)${tool_packages:-}"
    needed=${needed# }
    [ -n "$needed" ] || return 0

    if ! command -v apt-get >/dev/null 2>&1; then
        say "Disse systempakkene mangler (navn som i Debian): $needed" \
            "These system packages are missing (Debian's names): $needed" >&2
        return 0
    fi
    if [ "$(id -u)" = 0 ]; then
        as_root=env
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root='sudo env'
    else
        say "Systempakker mangler. Kjør denne linjen, og start på nytt hvis programmet ikke åpner:" \
            "System packages are missing. Run this line, then start again if the next steps fail:" >&2
        printf '  sudo apt-get update && sudo apt-get install -y --no-install-recommends %s\n' "$needed" >&2
        return 0
    fi

    say "Installerer systempakker: $needed" "Installing system packages: $needed"
    log=$(mktemp)
    # shellcheck disable=SC2086 # lists of words
    if $as_root DEBIAN_FRONTEND=noninteractive apt-get update -q >"$log" 2>&1 &&
        $as_root DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $needed >>"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 5 "$log" >&2
        rm -f "$log"
        say "Systempakkene lot seg ikke installere. Prøver å gå videre uten." \
            "The system packages could not be installed. Going on without them." >&2
    fi
}

# --- the virtual environment --------------------------------------------------------------------------------------

venv=.venv
python=$venv/bin/python

# A half-built environment (stopped download, full disk, replaced Python) is built anew, never repaired.
make_environment() {
    if [ -x "$python" ] && [ ! -e "$venv/unfinished" ] && is_new_enough "$python" &&
        "$python" -m pip --version >/dev/null 2>&1; then
        return 0
    fi
    say "Lager Python-miljøet i $venv ..." "Creating the Python environment in $venv ..."
    "$base_python" -m venv --clear "$venv" >/dev/null ||
        fail "Python-miljøet lot seg ikke lage. Mangler systempakkene over, eller er disken full?" \
            "The Python environment could not be created. Are the system packages above missing, or is the disk full?"
}

# The lock that was installed lies in the environment as a copy; the same bytes mean that nothing is to be done.
install_lock() {
    lock=$1
    if cmp -s "$lock" "$venv/installed-$lock"; then
        return 0
    fi
    say "Henter Python-pakkene i $lock (første gang tar det et par minutter) ..." \
        "Installing the Python packages of $lock (a few minutes the first time) ..."
    : >"$venv/unfinished"
    # The lock is complete, so nothing is to be resolved: older pips look past a pin for the extras of a package.
    "$python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --no-deps \
        --only-binary :all: --requirement "$lock" ||
        fail "Pakkene lot seg ikke hente. Sjekk nettforbindelsen, og kjør kommandoen på nytt." \
            "The packages could not be installed. Check the network and run the command again."
    cp "$lock" "$venv/installed-$lock"
    # The dev lock holds every line of the run lock.
    [ "$lock" = requirements.lock ] || cp requirements.lock "$venv/installed-requirements.lock"
    rm -f "$venv/unfinished"
}

prepare() {
    find_python
    install_system_packages
    make_environment
    install_lock "$1"
}
