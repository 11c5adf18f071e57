# shellcheck shell=sh
# Sourced by ./brattice and ./build: finds a JDK of at least 25 by the `release` file that every JDK carries.
# Prints its folder, or prints one sentence to stderr and returns 3.

brattice_jdk_major() {
  # A runtime without javac cannot build; ask for a whole JDK. Reads no subprocess: this runs on every start.
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r jdk_line; do
    case $jdk_line in
      JAVA_VERSION=*)
        jdk_major=${jdk_line#JAVA_VERSION=}
        jdk_major=${jdk_major#\"}
        jdk_major=${jdk_major%%[!0-9]*}
        return 0
        ;;
    esac
  done < "$1/release"
  return 1
}

brattice_jdk_fits() {
  [ -n "$1" ] && brattice_jdk_major "$1" && [ "${jdk_major:-0}" -ge 25 ]
}

brattice_find_jdk() {
  for jdk_dir in "${BRATTICE_JAVA_HOME:-}" "${JAVA_HOME:-}" "${JAVA_25_HOME:-}" "${JDK_25:-}"; do
    if brattice_jdk_fits "$jdk_dir"; then
      JDK=$jdk_dir
      return 0
    fi
  done
  jdk_java=$(command -v java 2>/dev/null) || jdk_java=
  if [ -n "$jdk_java" ]; then
    jdk_java=$(readlink -f "$jdk_java" 2>/dev/null || printf '%s' "$jdk_java")
    jdk_dir=${jdk_java%/bin/java}
    if brattice_jdk_fits "$jdk_dir"; then
      JDK=$jdk_dir
      return 0
    fi
  fi
  for jdk_dir in \
    /usr/lib/jvm/* \
    "${SDKMAN_DIR:-${HOME:-/nonexistent}/.sdkman}"/candidates/java/* \
    "${HOME:-/nonexistent}"/.jdks/* \
    "${HOME:-/nonexistent}"/.local/share/mise/installs/java/* \
    "${HOME:-/nonexistent}"/.asdf/installs/java/* \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /opt/java/* /opt/jdk* /usr/java/* /usr/local/java/*; do
    if brattice_jdk_fits "$jdk_dir"; then
      JDK=$jdk_dir
      return 0
    fi
  done
  echo "brattice: no JDK 25 or newer found in JAVA_HOME, on PATH or in the usual folders; install one (Debian: temurin-25-jdk or openjdk-25-jdk, macOS: brew install openjdk, any: sdk install java 25-tem) or set JAVA_HOME to it" >&2
  return 3
}
