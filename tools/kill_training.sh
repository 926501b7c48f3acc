#!/bin/sh
# Kills `kith rvc train` at random moments, and looks at what is left: whole files only, and a command
# that completes. Run by hand:
#   tools/kill_training.sh EXPERIMENT_DIR [TIMES] [SIGNAL]     (20, KILL; TERM ends it as Ctrl-C does)
# INT is no choice: a shell starts what runs in the background with that signal ignored.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
source=$1
times=${2:-20}
signal=${3:-KILL}
case $signal in KILL) code=137 ;; TERM) code=143 ;; *) echo "KILL or TERM, not $signal" >&2; exit 2 ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

voice=$work/voice
mkdir "$voice"
ln -s "$(CDPATH= cd -- "$source" && pwd -P)"/3_feature* "$voice/"
train() { "$root/kith" rvc train "$voice" --name voice "$@"; }
clear_voice() { find "$voice" -maxdepth 1 -type f -delete; }
fail() { echo "FAILED: $*" >&2; ls -la "$voice" >&2; exit 1; }

begin=$(date +%s%N)
train >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
duration=$((($(date +%s%N) - begin) / 1000000))
whole=$(sha256sum <"$(ls "$voice"/added_*.index)")
echo "an undisturbed training takes $duration ms"

clear_voice
i=0
stopped=0
while [ $i -lt "$times" ]; do
  i=$((i + 1))
  moment=$(awk -v seed="$(od -An -N3 -tu4 /dev/urandom)" -v most="$duration" \
    'BEGIN { srand(seed); printf "%.3f", rand() * most / 1000 }')
  # not the function: its subshell would be killed, and the JVM go on
  "$root/kith" rvc train "$voice" --name voice >"$work/out" 2>&1 &
  process=$!
  sleep "$moment"
  kill -s "$signal" $process 2>/dev/null || true
  ended=0
  wait $process 2>/dev/null || ended=$?
  if [ $ended -eq $code ]; then
    how=stopped
    stopped=$((stopped + 1))
  else
    how="over already ($ended)"
  fi
  left=$(ls -A "$voice" | grep -v '^3_feature' | tr '\n' ' ')
  echo "$i: $how after $moment s, left: ${left:-nothing}"
  for index in "$voice"/*.index; do
    [ ! -e "$index" ] || "$root/kith" info "$index" >/dev/null 2>&1 || fail "$index is damaged"
  done
  # every second time from what is left, else from nothing
  if [ $((i % 2)) -eq 0 ]; then
    train >"$work/out" 2>&1 || { cat "$work/out" >&2; fail "it did not go on"; }
    [ "$(sha256sum <"$(ls "$voice"/added_*.index)")" = "$whole" ] || fail "another index came out"
    [ -z "$(find "$voice" -name '.kith-*')" ] || fail "temporary files stayed"
    clear_voice
  fi
done
[ $stopped -gt 0 ] || fail "no training was stopped, so nothing was tested"
echo "$stopped of $times trainings were stopped: whole files only, and the same index in the end"
