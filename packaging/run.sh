#!/bin/sh
# The seller's main job on a made-up year, by command line: capture, find, today, hand over.
# Leaves the files in the folder that it names at the end.   sh packaging/run.sh [FOLDER]
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=${1:-$root/build/run}
rm -rf "$folder"
mkdir -p "$folder"

desk() {
    printf '\n\033[1m$ salesdesk'
    printf ' %s' "$@"
    printf '\033[0m\n'
    (cd "$root" && "$root/.venv/bin/python" -m salesdesk --store "$folder/store.db" "$@")
}

desk demo --quiet
desk add "Ingrid Solheim, Fjord Interiør +47 912 34 567 hot call friday"
desk find "hot source:fair" --limit 5
desk find "due:<=today" --limit 5
desk today
desk export "$folder/hot.vcf" --where hot
desk export "$folder/prospects.csv"
desk export "$folder/prospects.xlsx"
desk export "$folder/follow-ups.ics" --where is:open
desk export "$folder/everything.zip"
desk undo
desk check

printf '\nThe store and the files that were handed over are in %s\n' "$folder"
ls -l "$folder"
printf '\nGo on by yourself:  %s --store %s --help\n' "$root/.venv/bin/salesdesk" "$folder/store.db"
