#!/bin/sh
# Builds dist/salesdesk, a folder that runs without Python, and starts it: the command line and the window.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root"
.venv/bin/python -m PyInstaller --noconfirm --clean --log-level WARN \
    --distpath dist --workpath build/pyinstaller packaging/salesdesk.spec
try=$(mktemp -d)
trap 'rm -rf "$try"' EXIT
dist/salesdesk/salesdesk --store "$try/store.db" demo --prospects 30 --quiet
dist/salesdesk/salesdesk --store "$try/store.db" --json find "" --limit 1 >/dev/null
dist/salesdesk/salesdesk --store "$try/store.db" export "$try/all.vcf" --quiet
dist/salesdesk/salesdesk --store "$try/store.db" screenshots "$try/pictures" --pages today --quiet
ls "$try/pictures" >/dev/null
if command -v desktop-file-validate >/dev/null; then
    desktop-file-validate packaging/linux/salesdesk.desktop
fi
if command -v appstreamcli >/dev/null; then
    appstreamcli validate --no-net packaging/linux/salesdesk.metainfo.xml
fi
du -sh dist/salesdesk
