#!/bin/sh
# Makes target/app/brattice.aot from a training run: the real `wrap` over a recorded session. Start-up works without
# the cache too, only slower, so a training run that fails is a notice and not an error.
set -eu
root=$1
app=$root/target/app
. "$root/scripts/jdk.sh"
brattice_find_jdk
rm -f "$app/brattice.aot" "$app/complete"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
if ! BRATTICE_HOME=$home "$JDK/bin/java" -XX:AOTCacheOutput="$app/brattice.aot" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders \
  -Xmx768m --enable-native-access=ALL-UNNAMED -Dbrattice.root="$root" -cp "$app/brattice.jar" dev.brattice.Main \
  wrap -- sh "$root/scripts/training-server.sh" < "$root/scripts/training-session.jsonl" > "$app/aot-cache.log" 2>&1; then
  echo "NOTICE: no AOT cache was made (see target/app/aot-cache.log); starts will be slower" >&2
fi
: > "$app/complete"
