#!/usr/bin/env bash
# Identity from registration to deletion, through the gateway of a running house:
#   ./chat up
#   docs/tours/auth.sh                  # CHAT_URL=http://localhost:8080 by default
. "$(dirname "$0")/tour.sh"

me="ada-$run@mail.example"
password='seven purple kettles'
new_password='eight orange teapots'

# letter SUBJECT: the token of the link in a letter to me, from the page that local runs have instead of mail.
letter() {
  eventually 10 letter_has_come "$1"
  token='' ask GET /mailbox '' -H 'accept: application/json' >/dev/null
  field "[.[] | select(.to == \"$me\" and .subject == \"$1\")][0].text" | sed -n 's/.*token=\([A-Za-z0-9_-]*\).*/\1/p'
}
letter_has_come() {
  curl -sS "$chat/mailbox" -H 'accept: application/json' |
    jq -e "any(.[]; .to == \"$me\" and .subject == \"$1\")"
}

# totp SECRET: what an authenticator app shows now (RFC 6238).
totp() {
  local key now hex offset
  key=$(base32 -d <<<"$1" | od -An -tx1 | tr -d ' \n')
  now=$(printf '%016x' $(($(date +%s) / 30)) | sed 's/../\\x&/g')
  hex=$(printf '%b' "$now" | openssl dgst -sha1 -mac HMAC -macopt "hexkey:$key" | sed 's/.* //')
  offset=$((16#${hex:39:1} * 2))
  printf '%06d' $(((16#${hex:$offset:8} & 0x7fffffff) % 1000000))
}

is_refused() { ask GET /api/v1/rooms/mine && [ "$status" = 401 ]; }

title 'Registering'
say 'Whatever is wrong is said field by field.'
token='' ask POST /api/v1/auth/register '{"email":"ada","username":"a d a","password":"password123"}'
refused 400 invalid-request
expect 400 '[.errors[].field] | sort == ["email","password","username"]'

say 'One answer holds the access token, the refresh token, the session and the person.'
token='' ask POST /api/v1/auth/register \
  "{\"email\":\"$me\",\"username\":\"ada-$run\",\"displayName\":\"Ada\",\"password\":\"$password\"}"
expect 201 '.tokenType == "Bearer" and .expiresIn == 600 and .user.emailVerified == false'
token=$(field .accessToken) refresh=$(field .refreshToken)

say 'The same name in other letters is the same name.'
token='' ask POST /api/v1/auth/register \
  "{\"email\":\"other-$run@mail.example\",\"username\":\"ADA-$run\",\"password\":\"$password\"}"
refused 409 name-taken

title 'Confirming the address'
say 'The letter holds a link; its token is good once.'
link=$(letter 'Please confirm your address')
token='' ask POST /api/v1/auth/email/verify "{\"token\":\"$link\"}"
expect 204
token='' ask POST /api/v1/auth/email/verify "{\"token\":\"$link\"}"
refused 410 gone
ask GET /api/v1/users/me
expect 200 '.emailVerified'

title 'Logging in'
say 'A wrong password and an unknown name get the same answer.'
token='' ask POST /api/v1/auth/login "{\"login\":\"$me\",\"password\":\"wrong wrong wrong\"}"
refused 401 bad-credentials
token='' ask POST /api/v1/auth/login "{\"login\":\"nobody-$run\",\"password\":\"wrong wrong wrong\"}"
refused 401 bad-credentials

say 'By address or by username, however it is written.'
token='' ask POST /api/v1/auth/login "{\"login\":\"Ada-$run\",\"password\":\"$password\"}" -A 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
expect 200
token=$(field .accessToken) refresh=$(field .refreshToken) session=$(field .session)

title 'Refreshing'
say 'A refresh token is good once and gives its successor.'
token='' ask POST /api/v1/auth/refresh "{\"refreshToken\":\"$refresh\"}"
expect 200
old=$refresh old_since=$SECONDS token=$(field .accessToken) refresh=$(field .refreshToken)

say 'A lost reply, or two tabs at once: the same token again, soon, gives the same successor.'
token='' ask POST /api/v1/auth/refresh "{\"refreshToken\":\"$old\"}"
expect 200 ".refreshToken == \"$refresh\""

title 'Profile'
ask PATCH /api/v1/users/me '{"about":"Poetical science","locale":"en-GB","timeZone":"Europe/London","avatar":"https://mail.example/ada.png"}'
expect 200 '.about == "Poetical science" and .timeZone == "Europe/London"'
ask PATCH /api/v1/users/me '{"timeZone":"Moon/Tranquility"}'
refused 400 invalid-request
ask GET /api/v1/users/me/export
expect 200 '.profile.email != null and (.sessions | length > 1)'

title 'Sessions'
ask GET /api/v1/users/me/sessions
expect 200 'length == 2 and ([.[] | select(.current)][0] | .device == "Firefox on Linux" and .address != null)'

say 'End one, by its id; its tokens are refused from then on.'
token='' ask POST /api/v1/auth/login "{\"login\":\"$me\",\"password\":\"$password\"}"
expect 200
other=$(field .accessToken) other_session=$(field .session)
ask DELETE "/api/v1/users/me/sessions/$other_session"
expect 204
token=$other ask GET /api/v1/users/me
refused 401 session-revoked

say 'End all others.'
ask DELETE '/api/v1/users/me/sessions?keepCurrent=true'
expect 204
ask GET /api/v1/users/me/sessions
expect 200 "length == 1 and .[0].id == \"$session\""

title 'A second factor'
ask POST /api/v1/users/me/two-factor "{\"password\":\"$password\"}"
expect 200 '.uri | startswith("otpauth://totp/")'
secret=$(field .secret)
ask POST /api/v1/users/me/two-factor/confirm "{\"code\":\"$(totp "$secret")\"}"
expect 200 '.recoveryCodes | length == 10'
recovery=$(field '.recoveryCodes[0]') another=$(field '.recoveryCodes[1]')

say 'From now on a password alone is not enough; a recovery code is good once.'
token='' ask POST /api/v1/auth/login "{\"login\":\"$me\",\"password\":\"$password\"}"
refused 401 second-factor-required
token='' ask POST /api/v1/auth/login "{\"login\":\"$me\",\"password\":\"$password\",\"code\":\"$recovery\"}"
expect 200
token='' ask POST /api/v1/auth/login "{\"login\":\"$me\",\"password\":\"$password\",\"code\":\"$recovery\"}"
refused 401 bad-credentials
ask POST /api/v1/users/me/two-factor/disable "{\"password\":\"$password\",\"code\":\"$another\"}"
expect 204

title 'A browser keeps its refresh token in a cookie'
say 'No script can read that cookie; it is taken only beside a header that only our own pages can send.'
token='' ask POST /api/v1/auth/login "{\"login\":\"$me\",\"password\":\"$password\",\"cookie\":true}" -c "$jar/cookies"
expect 200 'has("refreshToken") | not'
csrf=$(field .csrfToken)
header set-cookie
token='' ask POST /api/v1/auth/refresh '' -b "$jar/cookies"
refused 403 forbidden
token='' ask POST /api/v1/auth/refresh '' -b "$jar/cookies" -c "$jar/cookies" -H "x-csrf-token: $csrf"
expect 200 '.accessToken'
token='' ask POST /api/v1/auth/logout '' -b "$jar/cookies" -H "x-csrf-token: $csrf"
expect 204

title 'Personal access tokens and bots'
ask POST /api/v1/users/me/tokens '{"label":"build server","scopes":["read"],"days":30}'
expect 201
personal=$(field .token)
token='' ask POST /api/v1/auth/token "{\"token\":\"$personal\"}"
expect 200
narrow=$(field .accessToken)
token=$narrow ask GET /api/v1/rooms/mine
expect 200
say 'It does what its scopes say, and nothing with the account itself.'
token=$narrow ask POST /api/v1/rooms '{"kind":"public","name":"By a build server"}'
refused 403 forbidden
token=$narrow ask GET /api/v1/users/me/sessions
refused 403 forbidden
ask POST /api/v1/users/me/bots "{\"username\":\"bot-$run\",\"displayName\":\"Release bot\"}"
expect 201 '.kind == "bot"'
ask POST "/api/v1/users/me/bots/$(field .id)/tokens" '{"label":"releases","scopes":["read","write"]}'
expect 201 '.token | startswith("chat_")'

title 'A guest who stays'
token='' ask POST /api/v1/auth/guest '{"nickname":"Bo"}'
expect 201 '.user.kind == "guest"'
guest=$(field .accessToken) guest_id=$(field .user.id) guest_refresh=$(field .refreshToken)
token=$guest ask POST /api/v1/rooms '{"kind":"ad-hoc","name":"Garden"}'
expect 201
garden=$(field .id)
token=$guest ask POST /api/v1/auth/upgrade \
  "{\"email\":\"bo-$run@mail.example\",\"username\":\"bo-$run\",\"password\":\"$password\",\"displayName\":\"Bo\"}"
expect 200 ".user.kind == \"person\" and .user.id == \"$guest_id\""
token=$(field .accessToken) ask GET "/api/v1/rooms/$garden"
expect 200 '.role == "owner"'
say 'The refresh token stays good.'
token='' ask POST /api/v1/auth/refresh "{\"refreshToken\":\"$guest_refresh\"}"
expect 200 '.user.kind == "person"'

title 'A new password'
say 'Changing it ends all other sessions.'
ask PUT /api/v1/users/me/password "{\"currentPassword\":\"$password\",\"newPassword\":\"$password 2\"}"
expect 204

say 'Whoever has forgotten it gets a letter; nobody learns whether an address has an account.'
token='' ask POST /api/v1/auth/password/forgot "{\"email\":\"nobody-$run@mail.example\"}"
expect 202
token='' ask POST /api/v1/auth/password/forgot "{\"email\":\"$me\"}"
expect 202
link=$(letter 'A new password')
token='' ask POST /api/v1/auth/password/reset "{\"token\":\"$link\",\"newPassword\":\"password123\"}"
refused 400 invalid-request
token='' ask POST /api/v1/auth/password/reset "{\"token\":\"$link\",\"newPassword\":\"$new_password\"}"
expect 204
token='' ask POST /api/v1/auth/password/reset "{\"token\":\"$link\",\"newPassword\":\"$new_password\"}"
refused 410 gone
say 'Every session has ended with it.'
ask GET /api/v1/users/me
refused 401 session-revoked

title 'A stolen refresh token'
token='' ask POST /api/v1/auth/login "{\"login\":\"$me\",\"password\":\"$new_password\"}"
expect 200
stolen=$(field .refreshToken)
token='' ask POST /api/v1/auth/refresh "{\"refreshToken\":\"$stolen\"}"
expect 200
token=$(field .accessToken) refresh=$(field .refreshToken)
grace=${CHAT_AUTH_SESSION_GRACE:-10s}
say "After the grace (${grace}) somebody uses the old one: thief or owner, the whole login ends."
sleep "$((${grace%s} + 1))"
token='' ask POST /api/v1/auth/refresh "{\"refreshToken\":\"$stolen\"}"
refused 401 session-revoked
token='' ask POST /api/v1/auth/refresh "{\"refreshToken\":\"$refresh\"}"
refused 401 session-revoked
eventually 1 is_refused
ask GET /api/v1/rooms/mine
refused 401 session-revoked
say 'And its owner is told.'
eventually 10 letter_has_come 'You were logged out for safety'

title 'Going'
token='' ask POST /api/v1/auth/login "{\"login\":\"$me\",\"password\":\"$new_password\"}"
expect 200
token=$(field .accessToken) refresh=$(field .refreshToken)
ask POST /api/v1/auth/logout
expect 204
ask GET /api/v1/users/me
refused 401 session-revoked
token='' ask POST /api/v1/auth/login "{\"login\":\"$me\",\"password\":\"$new_password\"}"
expect 200
token=$(field .accessToken)
ask DELETE /api/v1/users/me "{\"password\":\"$new_password\"}"
expect 204
token='' ask POST /api/v1/auth/login "{\"login\":\"$me\",\"password\":\"$new_password\"}"
refused 401 bad-credentials

title 'For other services'
token='' ask GET /.well-known/jwks.json
expect 200 '.keys | length >= 1 and all(.[]; .kty == "RSA" and has("kid") and (has("d") | not))'
token='' ask GET /.well-known/oauth-authorization-server
expect 200 '.jwks_uri and .token_endpoint and .issuer'

printf '\nThe tour is over, and all was as expected.\n'
