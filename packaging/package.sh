#!/bin/sh
# Builds dist/salesdesk, a folder that runs without Python, and starts it: the command line, a card, and the window.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
.venv/bin/python -m PyInstaller --noconfirm --clean --log-level ERROR \
    --distpath dist --workpath build/pyinstaller packaging/salesdesk.spec
if [ "$(uname -s)" = Linux ] && command -v strip >/dev/null; then
    # What only a debugger reads. Qt comes without it, and its files bear no rewriting; nor do the libraries that a
    # wheel brings, which were rewritten once: strip leaves some of them so that they cannot be loaded.
    find dist/salesdesk/_internal -type f -name '*.so*' ! -path '*/PySide6/*' ! -path '*.libs/*' \
        -exec strip --strip-debug {} +
fi

try=$(mktemp -d)
trap 'rm -rf "$try"' EXIT
salesdesk=$root/dist/salesdesk/salesdesk
stop() { printf 'salesdesk: %s\n' "$*" >&2; exit 1; }
# Runs the program as somebody would who has nothing of ours; fails where it does, or tells of a fault and goes on.
started() {
    env -i HOME="$try/home" XDG_RUNTIME_DIR="$try" LC_ALL=C.UTF-8 PATH="$PATH" QT_QPA_PLATFORM="${platform:-}" \
        DISPLAY="${DISPLAY:-}" XAUTHORITY="${XAUTHORITY:-}" "$@" 2>"$try/said" || { code=$?; cat "$try/said" >&2; return $code; }
    if grep -q Traceback "$try/said"; then cat "$try/said" >&2; stop "the program told of a fault"; fi
}
mkdir -p -m 700 "$try/home"
started "$salesdesk" --store "$try/store.db" demo --prospects 30 --quiet
started "$salesdesk" --store "$try/store.db" --json find "" --limit 1 >/dev/null
started "$salesdesk" --store "$try/store.db" export "$try/all.vcf" --quiet
started "$salesdesk" --store "$try/store.db" --lang nb import "$try/all.vcf" --quiet

# A card, which a process of its own reads; cut off from every network where this system lets anybody do that.
alone=
if unshare -rn true 2>/dev/null; then alone="unshare -rn"; fi
# shellcheck disable=SC2086  # words
started $alone "$salesdesk" --store "$try/store.db" scan tests/data/card.jpg >"$try/card"
for field in "Søren Bæk" "Teknisk direktør" sbaek@vesterhavsvinduer.dk; do
    grep -qF "$field" "$try/card" || { cat "$try/card" >&2; stop "the card was read without $field"; }
done

started "$salesdesk" --store "$try/store.db" screenshots "$try/pictures" --pages today --quiet
[ -s "$try/pictures/today-light-1440x900.png" ] || stop "the window left no picture"
if command -v xvfb-run >/dev/null; then  # a screen of no one's, on which the window stays open till it is ended
    code=0
    platform=xcb started timeout 10 xvfb-run -a "$salesdesk" --store "$try/store.db" || code=$?
    [ "$code" = 124 ] || stop "the window did not stay open; it ended with $code"
fi

if command -v desktop-file-validate >/dev/null; then
    desktop-file-validate packaging/linux/salesdesk.desktop
fi
if command -v appstreamcli >/dev/null; then
    appstreamcli validate --no-net packaging/linux/salesdesk.metainfo.xml
fi
du -sh dist/salesdesk
