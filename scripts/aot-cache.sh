#!/bin/sh
# Makes target/app/brattice.aot from a training run: the real `wrap` over a recorded session, then over many ordinary
# calls, so that the cache holds what the compilers learnt as well. Start-up works without the cache too, only slower,
# so a training run that fails is a notice and not an error.
set -eu
root=$1
app=$root/target/app
. "$root/scripts/jdk.sh"
. "$root/scripts/jvm.sh"
brattice_find_jdk
rm -f "$app/brattice.aot" "$app/complete"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
session() {
  cat "$root/scripts/training-session.jsonl"
  # Fewer calls teach the compilers less than nothing: what did not get hot here would stay cold later.
  awk 'BEGIN {
    split("The parser keeps what it has not understood.|if (count > limit) { return empty(); }|See src/main/Parser.java and docs/design.md.|commit 3f1c9a7 refactor: move the limits|https://ci.example.com/builds/1234 has the log.|Pr\303\274fung: alles gut \342\200\224 fertig.", lines, "|")
    for (id = 100; id < 20100; id++) {
      text = "note " id ": "
      size = id % 20 == 0 ? 10000 : 100
      for (line = id; length(text) < size; line++) text = text lines[line % 6 + 1] "\\n"
      printf "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":{\"%s\":\"%s\"}}}\n", id, id % 4 ? "echo" : "write_file", id % 4 ? "message" : "content", text
    }
  }'
}
# shellcheck disable=SC2086
if ! session | BRATTICE_HOME=$home "$JDK/bin/java" -XX:AOTCacheOutput="$app/brattice.aot" $BRATTICE_JVM_FLAGS \
  --enable-native-access=ALL-UNNAMED -Dbrattice.root="$root" -cp "$app/brattice.jar" dev.brattice.Main \
  wrap -- awk -v answers="$root/scripts/training-answers.jsonl" -f "$root/scripts/training-server.awk" > "$app/aot-cache.log" 2>&1; then
  echo "NOTICE: no AOT cache was made (see target/app/aot-cache.log); starts will be slower" >&2
fi
: > "$app/complete"
