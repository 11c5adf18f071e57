#!/bin/sh
# Builds target/app for ./brattice, once at a time: clients start several wraps together.
set -eu
root=$1
mkdir -p "$root/target"
lock=$root/target/first-build.lock
waited=0
while ! mkdir "$lock" 2>/dev/null; do
  # A builder that was killed leaves its lock; its process id tells.
  owner=$(cat "$lock/pid" 2>/dev/null || true)
  if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
    rm -rf "$lock"
    continue
  fi
  [ "$waited" -eq 0 ] && echo "brattice: another start is building; waiting for it" >&2
  waited=$((waited + 1))
  [ "$waited" -gt 900 ] && { echo "brattice: the build in $root/target did not finish in 15 minutes; remove $lock and try again" >&2; exit 3; }
  sleep 1
done
echo $$ > "$lock/pid"
trap 'rm -rf "$lock"' EXIT
trap 'exit 3' INT TERM HUP
if [ "$waited" -gt 0 ] && [ -e "$root/target/app/complete" ] && [ -z "$(find "$root/src/main" "$root/policies" "$root/pom.xml" -newer "$root/target/app/complete" -print | head -n 1)" ]; then
  exit 0
fi
echo "brattice: building (the first start does this once; it takes a minute or two)" >&2
log=$root/target/first-build.log
if ! "$root/build" app < /dev/null > "$log" 2>&1; then
  tail -n 30 "$log" >&2
  echo "brattice: the build failed; the whole output is in $log" >&2
  exit 3
fi
echo "brattice: built" >&2
