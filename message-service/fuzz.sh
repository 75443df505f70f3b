#!/usr/bin/env bash
# Looks for clients that our codec and sessions do not withstand, led by the code that is reached.
set -euo pipefail

help() {
  cat <<'TEXT'
message-service/fuzz.sh [SECONDS]

Ten minutes unless told otherwise. What it learns stays in message-service/target/fuzz/corpus; what it
finds is written to message-service/target/fuzz/crash-*, and belongs into src/test/fuzz once it is mended.
Jazzer cannot read what a JDK 25 compiles, so the code under test is compiled for an older one first.
TEXT
}

case ${1:-} in -h | --help | help) help && exit ;; esac
seconds=${1:-600}
cd "$(dirname "${BASH_SOURCE[0]}")"
out=$PWD/target/fuzz
mkdir -p "$out/corpus"
echo '<configuration><root level="OFF"/></configuration>' >"$out/quiet.xml"
# the compiler and the JVM that Maven has found by its toolchain
(cd .. && mvn -q -pl message-service -am process-test-classes -Decho=process-test-classes \
  -Decho.main=chat.messages.ClassPath "-Decho.arguments=$out/classpath $out/java")
java=$(cat "$out/java")
engine=src/main/java/chat/messages/engine socketio=src/main/java/chat/messages/socketio
"${java}c" --release 23 -nowarn -Xlint:none -d "$out/classes" -cp "$(cat "$out/classpath")" \
  $engine/*.java $socketio/*.java src/test/java/chat/messages/engine/ManualTimers.java \
  src/test/java/chat/messages/socketio/FuzzedSession.java
cd "$out"
exec "$java" --enable-native-access=ALL-UNNAMED -XX:+EnableDynamicAgentLoading -Xmx512m \
  -Dlogback.configurationFile=$out/quiet.xml -cp "$out/classes:$(cat "$out/classpath")" \
  com.code_intelligence.jazzer.Jazzer --target_class=chat.messages.socketio.FuzzedSession \
  '--instrumentation_includes=chat.messages.**' -max_total_time="$seconds" -max_len=4096 \
  "$out/corpus" ../../src/test/fuzz
