#!/usr/bin/env bash
# Many people log in at the same moment, at a running house; what do others notice of it?
set -euo pipefail

help() {
  cat <<'TEXT'
deploy/load/logins.sh [LOGINS]     200 at once

Logs in through the gateway, and fetches the keys and asks for health at auth-service meanwhile.

  CHAT_URL=http://localhost:8080        the gateway of a house that ./chat up started
  AUTH_URL=http://localhost:3001        its auth-service
TEXT
}

case ${1:-} in -h | --help | help) help && exit ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
auth=${AUTH_URL:-http://localhost:3001}
pid=$(ss -ltnpH "sport = :${auth##*:}" | sed -n 's/.*pid=\([0-9]*\).*/\1/p')
[ -n "$pid" ] || { echo "Nobody answers at $auth: start a house with ./chat up, or say where it is with AUTH_URL." >&2; exit 1; }
exec mvn -q -pl deploy/load -am process-classes -Dload=process-classes -Dload.main=chat.load.logins.Main \
  "-Dload.arguments=${CHAT_URL:-http://localhost:8080} $auth $pid ${1:-200}"
