#!/bin/sh
# Makes .venv, on a bare Debian or Ubuntu too:  sh packaging/setup.sh run|dev
#   run  what the program needs (requirements.lock)
#   dev  what its tests need as well (requirements-dev.lock)
# A second call finds the stamp of the first and is done at once. As root it installs missing system
# packages; as anyone else it says the one command that does.
set -eu

level=${1:-run}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
venv=$root/.venv
case $level in
    run) lock=$root/requirements.lock ;;
    dev) lock=$root/requirements-dev.lock ;;
    *) echo "usage: sh packaging/setup.sh run|dev" >&2; exit 2 ;;
esac

say() { printf 'salesdesk: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }

# What the stamp holds: the checkout's place and the contents that the set-up was made from.
fingerprint() {
    echo "$root"
    cat "$root"/requirements*.lock "$root/pyproject.toml" "$root/packaging/setup.sh" | cksum
}

# Whether this level, or the one that holds it, was set up from what lies here now.
is_set_up() {
    "$venv/bin/python" -c '' 2>/dev/null || return 1
    for stamp in "$venv/.stamp-$level" "$venv/.stamp-dev"; do
        if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint)" ]; then return; fi
    done
    return 1
}

apt() { DEBIAN_FRONTEND=noninteractive apt-get -y -q "$@" >&2 </dev/null; }

# Fails unless the system packages $* are there afterwards; root and apt-get are needed for that.
apt_install() {
    is_root && command -v apt-get >/dev/null || return 1
    say "installing system packages: $*"
    apt update && apt install --no-install-recommends "$@" && return
    say "that did not work; trying once more"
    sleep 5
    apt update && apt install --no-install-recommends "$@"
}

how_to_install() {
    if command -v apt-get >/dev/null; then
        echo "sudo apt-get update && sudo apt-get install -y $*"
    else
        echo "install what your system calls: $*"
    fi
}

# The newest Python of 3.11 or later that starts; prints its name, or nothing.
find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

# The Debian packages that hold the venv module of Python $1: bare systems lack them.
venv_package() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    "$1" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'
}

# The second word of each line whose first word names a library that this system does not have.
missing_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
    while read -r library package; do
        case $known in *"$library "*) ;; *) echo "$package" ;; esac
    done
}

# The Debian packages of the libraries that Qt needs even without a screen, as far as they are missing.
missing_qt_packages() {
    missing_libraries <<END
libglib-2.0.so.0 $(glib_package)
libEGL.so.1 libegl1
libGL.so.1 libgl1
libxkbcommon.so.0 libxkbcommon0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
END
}

# What a window on a screen needs besides; and a font to write with, of which a bare system has none.
missing_window_packages() {
    missing_libraries <<END
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-render.so.0 libxcb-render0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xinerama.so.0 libxcb-xinerama0
libxcb-xkb.so.1 libxcb-xkb1
libX11-xcb.so.1 libx11-xcb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
END
    if [ "$(uname -s)" = Linux ] && [ -z "$(find /usr/share/fonts -name '*.?tf' 2>/dev/null | head -n 1)" ]; then
        if apt-cache show fonts-inter >/dev/null 2>&1; then echo fonts-inter; else echo fonts-dejavu-core; fi
    fi
}

# What QtMultimedia (the extra `camera`) is linked to: without it, it cannot even be imported.
missing_camera_packages() {
    missing_libraries <<END
libpulse.so.0 libpulse0
END
}

# What the tests of the window use where it is there: a screen of no one's, a screen reader's way in, validators.
missing_test_packages() {
    command -v apt-get >/dev/null || return 0
    missing_camera_packages
    for pair in Xvfb:xvfb xauth:xauth dbus-run-session:dbus desktop-file-validate:desktop-file-utils \
        appstreamcli:appstream; do
        command -v "${pair%%:*}" >/dev/null || echo "${pair#*:}"
    done
    /usr/bin/python3 -c 'import gi; gi.require_version("Atspi", "2.0")' 2>/dev/null ||
        echo at-spi2-core python3-gi gir1.2-atspi-2.0
}

# Debian 13 and Ubuntu 24.04 renamed GLib's package when their clocks went past 2038.
glib_package() {
    if apt-cache show libglib2.0-0t64 >/dev/null 2>&1; then echo libglib2.0-0t64; else echo libglib2.0-0; fi
}

# Installs what is wished for but not needed, or says how; without it less is shown or tested.
offer() {
    why=$1
    shift
    [ $# -gt 0 ] || return 0
    apt_install "$@" || say "missing here $why: $(how_to_install "$@")"
}

# shellcheck disable=SC2046,SC2086  # lists of names
check_system() {
    python=$(find_python)
    [ -n "$python" ] || apt_install python3 python3-venv || true
    python=$(find_python)
    [ -n "$python" ] || stop "Python 3.11 or newer is needed and was not found. Then call make again:" \
        "$(how_to_install python3 python3-venv)"

    venv_missing=$(venv_package "$python")
    qt_missing=$(missing_qt_packages | tr '\n' ' ')
    window_missing=$(missing_window_packages | tr '\n' ' ')
    if [ "$level" = dev ]; then offer "for all tests" $(missing_test_packages); fi
    if is_root || [ -n "${DISPLAY:-}" ]; then offer "for a window on a screen" $window_missing; fi
    missing="$venv_missing $qt_missing"
    # shellcheck disable=SC2086  # a list of names
    set -- $missing
    [ $# -gt 0 ] || return 0
    apt_install "$@" && return
    if [ -n "$venv_missing" ] || [ "$level" = dev ]; then
        stop "system packages are missing. Install them, then call make again: $(how_to_install "$@")"
    fi
    say "the window will need system packages that are missing here: $(how_to_install "$@")"
}

make_venv() {
    if ! "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "making .venv with $($python --version)"
        "$python" -m venv --clear "$venv"
    fi
    rm -f "$venv"/.stamp-*
    say "installing the packages of $(basename "$lock"); the first time takes some minutes"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
        --require-hashes --no-deps -r "$lock" \
        || stop "the packages could not be installed; what pip said stands above. Call make again when it is mended."
}

# The project itself, without a build: a path file, and the command `salesdesk`.
link_project() {
    site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    echo "$root" >"$site/salesdesk-checkout.pth"
    cat >"$venv/bin/salesdesk" <<'END'
#!/bin/sh
start='import sys; sys.argv[0] = "salesdesk"; from salesdesk.app import main; sys.exit(main())'
exec "$(dirname -- "$(readlink -f -- "$0")")/python" -P -c "$start" "$@"
END
    chmod +x "$venv/bin/salesdesk"
}

if ! is_set_up; then
    check_system
    make_venv
    link_project
    fingerprint >"$venv/.stamp-$level"
    say "ready"
fi
"$venv/bin/python" "$root/packaging/translations.py" compile
"$venv/bin/python" "$root/packaging/icons.py"
