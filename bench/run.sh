# shellcheck shell=sh
# Sourced by the commands of this folder: builds the program and the measuring classes, then runs one of these.

bench_prepare() {
  bench_root=$(cd "$(dirname "$0")/.." && pwd)
  . "$bench_root/scripts/jdk.sh"
  brattice_find_jdk || exit 3
  "$bench_root/build" app >&2
}

bench_run() {
  bench_prepare
  bench_class=$1
  shift
  exec "$JDK/bin/java" -Xmx2g -Dbrattice.root="$bench_root" \
    -cp "$bench_root/target/test-classes:$bench_root/target/app/brattice.jar:$bench_root/target/app/lib/*" \
    "dev.brattice.bench.$bench_class" "$@"
}
