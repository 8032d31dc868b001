#!/bin/sh
# Opens the window. Where there is no screen, says so, runs the very same window off screen through a seller's
# day on the sample year, and leaves a picture of every page and the exported files in the folder that it names.
#   sh packaging/run.sh [FOLDER]
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
python=$root/.venv/bin/python
cd "$root"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" != Linux ]; then
    exec "$python" -m salesdesk
fi
folder=${1:-$root/build/run}
printf 'There is no screen here, so the window runs without one, through a day with a year of made-up sales.\n'
rm -rf "$folder"
mkdir -p "$folder"
QT_QPA_PLATFORM=offscreen "$python" packaging/tour.py "$folder"
printf '\nThe pictures, the store and the files that were handed over are in %s\n' "$folder"
ls -l "$folder"
printf '\nGo on by yourself:  %s --store %s --help\n' "$root/.venv/bin/salesdesk" "$folder/store.db"
