# Sourced by mvnw and kith: find_jdk_25 prints the home of a JDK 25, or says on stderr how to get one.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

find_jdk_25() {
  for candidate in "${KITH_JAVA_HOME:-}" "${JAVA_HOME:-}" \
    /usr/lib/jvm/*25* /opt/*jdk*25* /opt/java/*25* /usr/java/*25* \
    "${SDKMAN_DIR:-${HOME:-/nowhere}/.sdkman}"/candidates/java/25* \
    "${HOME:-/nowhere}"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    "${HOME:-/nowhere}"/Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$on_path" ]; then
    on_path=$(dirname -- "$(dirname -- "$(readlink -f -- "$on_path" 2>/dev/null || printf '%s' "$on_path")")")
    if is_jdk_25 "$on_path"; then
      printf '%s\n' "$on_path"
      return 0
    fi
  fi
  cat >&2 <<'END'
Kith needs a JDK 25, and none was found in KITH_JAVA_HOME, JAVA_HOME, the PATH or the usual folders.
Install one (Debian with Adoptium's packages: temurin-25-jdk; SDKMAN: sdk install java 25-tem;
macOS: brew install openjdk@25), or point to it:  KITH_JAVA_HOME=/path/to/jdk-25
END
  return 1
}
