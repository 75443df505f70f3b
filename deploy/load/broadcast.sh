#!/usr/bin/env bash
# One message to all sockets of a room: our core beside Node's socket.io, at the same job.
set -euo pipefail

help() {
  cat <<'TEXT'
deploy/load/broadcast.sh [NAME=VALUE ...]

  sockets=500,5000      how many, one run each
  contenders=core,node  core: our Engine.IO and Socket.IO; node: socket.io 4 with its Redis adapter
  ways=direct           direct, gateway: with the gateway before both
  rounds=3              of which the medians are printed
  seconds=8             of each round
  rate=25000            deliveries a second at moderate load
  window=16             messages on their way at saturation
  length=200            characters of a message
  deflate=0             bytes from which on messages are deflated, 0 for none
  warm=4000000          deliveries before anything is measured
  idle=0                seconds in which the cost of heartbeats is measured

Idle sockets only: deploy/load/broadcast.sh sockets=15000 rounds=0 idle=60

Both servers run in one process on processor 0; Redis is embedded. Needs taskset, and npm for Node's.
TEXT
}

case ${1:-} in -h | --help | help) help && exit ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p deploy/load/target
mvn -q -pl gateway -am package -DskipTests
mvn -q -pl message-service -am process-test-classes -Decho=process-test-classes -Decho.main=chat.messages.ClassPath \
  "-Decho.arguments=$PWD/deploy/load/target/core.classpath $PWD/deploy/load/target/core.java"
exec mvn -q -pl deploy/load -am process-classes -Dload=process-classes \
  -Dload.main=chat.load.broadcast.Main "-Dload.arguments=$*"
