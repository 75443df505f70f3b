# What the tours have in common: ask the house, show the answer, and stop when it is not what was expected.
# A tour needs bash, curl and jq (openssl too, for the second factor).
set -euo pipefail

chat=${CHAT_URL:-http://localhost:8080}
run=$(date +%s | cut -c 5-)$RANDOM # makes names that nobody has yet
jar=$(mktemp -d)
trap 'rm -rf "$jar"' EXIT

title() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
say() { printf '\n-- %s\n' "$*"; }

# ask METHOD PATH [JSON] [CURL OPTION...]: who asks is $token, if anybody.
ask() {
  local method=$1 path=$2 json=${3:-}
  shift $(($# < 3 ? $# : 3))
  printf '%s %s %s\n' "$method" "$path" "$(shorter <<<"$json")"
  # expanded like this, an empty list is no error in bash 3.2, which macOS has
  status=$(curl -sS -o "$jar/body" -D "$jar/head" -w '%{http_code}' -X "$method" "$chat$path" \
    ${token:+-H "authorization: Bearer $token"} \
    ${json:+-H 'content-type: application/json' -d "$json"} "$@") || fail "nobody answers at $chat"
  answer=$(cat "$jar/body")
}

# expect STATUS [JQ TEST]: what `ask` was answered.
expect() {
  printf '  %s %s\n' "$status" "$(shorter <<<"$answer")"
  [ "$status" = "$1" ] || fail "expected $1"
  [ $# -eq 1 ] || jq -e "$2" <<<"$answer" >/dev/null || fail "expected $2"
}

# refused STATUS TYPE: a problem document that says which refusal it is, and what to do.
refused() {
  expect "$1" ".type == \"/problems/$2\" and .status == $1 and (.detail | length > 10) and (.traceId | length == 32)"
  header content-type | grep -q '^application/problem+json' || fail "expected a problem document"
}

# field JQ: a part of the answer.
field() { jq -er "$1" <<<"$answer" || fail "there is no $1"; }

# header NAME: a header of the answer.
header() { tr -d '\r' <"$jar/head" | grep -i "^$1: " | sed 's/^[^:]*: //'; }

# eventually SECONDS COMMAND...: news travels between the services; not long.
eventually() {
  local until=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $until ] || fail "still not: $*"
    sleep 0.1
  done
}

fail() {
  printf '\n\033[31m%s\033[0m\n' "The tour ends here: $1. The last answer was ${status:-none}: ${answer:-}" >&2
  exit 1
}

# Tokens are long and say nothing to the eye.
shorter() { sed -E 's/(ey[A-Za-z0-9_-]{6})[A-Za-z0-9_.-]{40,}/\1…/g; s/"(refreshToken|csrfToken|token)":"([A-Za-z0-9_-]{8})[^"]*"/"\1":"\2…"/g' | cut -c 1-600; }

# person NAME: registers somebody, who asks from now on.
person() {
  token='' ask POST /api/v1/auth/register \
    "{\"email\":\"$1-$run@mail.example\",\"username\":\"$1-$run\",\"displayName\":\"$1\",\"password\":\"seven purple kettles\"}"
  expect 201
  token=$(field .accessToken)
}

ask GET /api/health >/dev/null
