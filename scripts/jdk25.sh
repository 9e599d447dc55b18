# Sourced by ./plenum, ./verify and bench/run: sets JAVA_HOME to a JDK 25, or says what to install.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

find_jdk_25() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* /opt/*jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  if candidate=$(command -v javac); then
    candidate=$(dirname "$(dirname "$(readlink -f "$candidate")")")
    is_jdk_25 "$candidate" && printf '%s\n' "$candidate" && return 0
  fi
  return 1
}

if ! JAVA_HOME=$(find_jdk_25); then
  cat >&2 <<'MESSAGE'
plenum: no JDK 25 found (looked at JAVA_HOME, /usr/lib/jvm, ~/.sdkman, ~/.jdks, /opt and PATH).
Install one, for example Eclipse Temurin 25 (Debian package temurin-25-jdk, or adoptium.net),
or set JAVA_HOME to where it lies.
MESSAGE
  exit 2
fi
export JAVA_HOME

require_maven() {
  if ! command -v mvn >/dev/null; then
    echo "plenum: Maven is needed to build. Install it (Debian: apt-get install maven) and start again." >&2
    exit 2
  fi
}

# The JDK that runs Maven warns about what Maven's own libraries do; that is not ours to fix.
export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
