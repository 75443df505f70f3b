#!/usr/bin/env bash
# The life of a public, a private, a direct and an ad-hoc room, with each refusal, through the gateway
# of a running house:
#   ./chat up
#   docs/tours/rooms.sh                  # CHAT_URL=http://localhost:8080 by default
. "$(dirname "$0")/tour.sh"

# as TOKEN: who asks from now on.
as() { token=$1; }
after() { jq -nr "now + $1 | todate"; }

# Membership reaches message-service over the broker; it is there in no time, but not in none.
can_read() { ask GET "/api/v1/rooms/$1/messages" && [ "$status" = 200 ]; }
cannot_write() { ask POST "/api/v1/rooms/$1/messages" "{\"clientId\":\"t$RANDOM\",\"text\":\"Hello?\"}" && [ "$status" = 403 ]; }

title 'Who takes part'
person ada && ada=$token ada_id=$(field .user.id)
person bo && bo=$token bo_id=$(field .user.id)
person cy && cy=$token cy_id=$(field .user.id)
token='' ask POST /api/v1/auth/guest '{"nickname":"Gus"}'
expect 201
gus=$(field .accessToken) gus_id=$(field .user.id)

title 'A public room'
say 'Whatever is wrong is said field by field.'
as "$ada"
ask POST /api/v1/rooms '{"kind":"public","name":"","slowModeSeconds":-1,"maxMembers":1}'
refused 400 invalid-request
expect 400 '[.errors[].field] | sort == ["maxMembers","name","slowModeSeconds"]'
say 'A guest opens nothing that lasts.'
as "$gus"
ask POST /api/v1/rooms '{"kind":"public","name":"Gus was here"}'
refused 403 forbidden

as "$ada"
ask POST /api/v1/rooms "{\"kind\":\"public\",\"name\":\"Garden $run\",\"topic\":\"What grows\",\"maxMembers\":3}"
expect 201 '.role == "owner" and .members == 1'
garden=$(field .id) etag=$(header etag)
say "Its version is its ETag: $etag. It opens by a code, too."
ask POST "/api/v1/rooms/$garden/code" '{}'
expect 201
code=$(field .code)

say 'Everybody finds it, page by page.'
as "$bo"
ask GET "/api/v1/rooms?search=garden%20$run&limit=1"
expect 200 ".items | length == 1 and .[0].id == \"$garden\""

say 'Who is not in it reads nothing.'
ask GET "/api/v1/rooms/$garden/messages"
refused 403 not-a-member
ask PUT "/api/v1/rooms/$garden/members/me"
expect 200 '.role == "member" and .members == 2'
eventually 5 can_read "$garden"
ask POST "/api/v1/rooms/$garden/messages" '{"clientId":"1","text":"Tomatoes first"}'
expect 201 '.seq'

say 'It is full for whoever comes after the third.'
as "$gus" && ask PUT "/api/v1/rooms/$garden/members/me"
expect 200
as "$cy" && ask PUT "/api/v1/rooms/$garden/members/me"
refused 409 room-full

say 'Members see each other, page by page and by name; strangers see nobody.'
ask GET "/api/v1/rooms/$garden/members"
refused 403 not-a-member
as "$bo" && ask GET "/api/v1/rooms/$garden/members?limit=2"
expect 200 '(.items | length == 2) and .next'
ask GET "/api/v1/rooms/$garden/members?search=gu"
expect 200 '[.items[].user.name] == ["Gus"]'

say 'Two people change it at once: the second one hears of the first.'
as "$bo" && ask PATCH "/api/v1/rooms/$garden" '{"topic":"Mine"}' -H 'if-match: *'
refused 403 forbidden
as "$ada" && ask PATCH "/api/v1/rooms/$garden" '{"topic":"Roses"}'
refused 400 invalid-request
ask PATCH "/api/v1/rooms/$garden" '{"topic":"Roses"}' -H "if-match: $etag"
expect 200 '.topic == "Roses"'
ask PATCH "/api/v1/rooms/$garden" '{"topic":"Beans"}' -H "if-match: $etag"
refused 412 outdated

say 'Roles. Whoever acts on somebody stands above them.'
ask PUT "/api/v1/rooms/$garden/members/$bo_id/role" '{"role":"moderator"}'
expect 204
as "$bo" && ask DELETE "/api/v1/rooms/$garden/members/$ada_id"
refused 403 forbidden

say 'A mute.'
ask PUT "/api/v1/rooms/$garden/members/$gus_id/mute" "{\"until\":\"$(after 3600)\"}"
expect 204
as "$gus"
eventually 5 cannot_write "$garden"
ask POST "/api/v1/rooms/$garden/messages" '{"clientId":"2","text":"Buy cheap seeds"}'
refused 403 muted

say 'A report waits in the moderators’ queue until one of them has dealt with it.'
as "$ada" && ask POST "/api/v1/rooms/$garden/reports" "{\"subject\":\"user\",\"about\":\"$gus_id\",\"reason\":\"Advertises\"}"
expect 204
as "$gus" && ask GET "/api/v1/rooms/$garden/reports"
refused 403 forbidden
as "$bo" && ask GET "/api/v1/rooms/$garden/reports"
expect 200 '.items | length == 1'
ask PUT "/api/v1/reports/$(field '.items[0].id')/outcome" '{"outcome":"Removed"}'
expect 204
ask GET "/api/v1/rooms/$garden/reports"
expect 200 '.items == []'

say 'Removed, one may come back. Banned, one may not: not by the door, not by the code.'
ask DELETE "/api/v1/rooms/$garden/members/$gus_id?reason=Advertising"
expect 204
as "$gus" && ask PUT "/api/v1/rooms/$garden/members/me"
expect 200
as "$bo" && ask PUT "/api/v1/rooms/$garden/bans/$gus_id" '{"reason":"Again"}'
expect 204
ask GET "/api/v1/rooms/$garden/bans"
expect 200 '.[0].reason == "Again"'
as "$gus" && ask PUT "/api/v1/rooms/$garden/members/me"
refused 403 banned
ask POST "/api/v1/codes/$code/members"
refused 403 banned
as "$bo" && ask DELETE "/api/v1/rooms/$garden/bans/$gus_id"
expect 204

say 'Slow mode, retention, who may write: the owner settles it.'
ask PATCH "/api/v1/rooms/$garden" '{"slowModeSeconds":30}' -H 'if-match: *'
refused 403 forbidden
as "$ada" && ask PATCH "/api/v1/rooms/$garden" '{"slowModeSeconds":30,"retentionDays":90,"postingRole":"moderator","historyVisible":false}' -H 'if-match: *'
expect 200 '.slowModeSeconds == 30 and .retentionDays == 90 and .postingRole == "moderator" and .historyVisible == false'

say 'An owner does not leave a room without one; the room can be passed on.'
ask DELETE "/api/v1/rooms/$garden/members/me"
refused 409 last-owner
ask PUT "/api/v1/rooms/$garden/owner" "{\"user\":\"$bo_id\"}"
expect 204
ask DELETE "/api/v1/rooms/$garden/members/me"
expect 204

say 'Archived, it can be read and not written; deleted, it is gone.'
as "$bo" && ask PUT "/api/v1/rooms/$garden/archive"
expect 204
eventually 5 cannot_write "$garden"
ask POST "/api/v1/rooms/$garden/messages" '{"clientId":"3","text":"Too late"}'
refused 403 forbidden
as "$cy" && ask PUT "/api/v1/rooms/$garden/members/me"
refused 409 conflict
as "$bo" && ask DELETE "/api/v1/rooms/$garden/archive"
expect 204
ask DELETE "/api/v1/rooms/$garden"
expect 204
ask GET "/api/v1/rooms/$garden"
refused 410 gone

title 'A private room'
as "$ada" && ask POST /api/v1/rooms '{"kind":"private","name":"Greenhouse"}'
expect 201
house=$(field .id)
say 'For strangers it is not there.'
as "$bo" && ask GET "/api/v1/rooms/$house"
refused 404 room-not-found
ask PUT "/api/v1/rooms/$house/members/me"
refused 404 room-not-found

say 'Invited, one accepts or declines.'
as "$ada" && ask PUT "/api/v1/rooms/$house/invitations/$bo_id"
expect 204
ask PUT "/api/v1/rooms/$house/invitations/$cy_id"
expect 204
as "$bo" && ask GET /api/v1/invitations
expect 200 ".[0].room == \"$house\""
ask PUT "/api/v1/rooms/$house/members/me"
expect 200 '.role == "member"'
as "$cy" && ask DELETE "/api/v1/rooms/$house/invitations/me"
expect 204
ask PUT "/api/v1/rooms/$house/members/me"
refused 404 room-not-found

say 'By a code: for one person, for an hour.'
as "$bo" && ask POST "/api/v1/rooms/$house/code" '{}'
refused 403 forbidden
as "$ada" && ask POST "/api/v1/rooms/$house/code" "{\"maxUses\":1,\"expiresAt\":\"$(after 3600)\"}"
expect 201 '.code | test("^[A-HJ-NP-Z2-9]{8}$")'
code=$(field .code)
as "$cy" && ask GET "/api/v1/codes/$code"
expect 200 '.name == "Greenhouse" and (has("role") | not)'
ask POST "/api/v1/codes/$code/members"
expect 200 '.role == "member"'
as "$gus" && ask POST "/api/v1/codes/$code/members"
refused 404 room-not-found

say 'A new code makes the old one void; whoever guesses is stopped.'
as "$ada" && ask POST "/api/v1/rooms/$house/code" '{}'
expect 201
as "$gus"
for guess in 1 2 3 4 5 6 7 8 9 10 11; do ask GET "/api/v1/codes/AAAAAAA$guess" >/dev/null; done
refused 429 too-many-requests
header retry-after | grep -q '^[0-9]*$' || fail 'when to try again is not said'

title 'A direct room'
as "$ada" && ask PUT "/api/v1/rooms/direct/$bo_id"
expect 200 '.kind == "direct" and .members == 2'
direct=$(field .id)
say 'Whoever opens it, it is the same room.'
as "$bo" && ask PUT "/api/v1/rooms/direct/$ada_id"
expect 200 ".id == \"$direct\""
say 'It is for the two of them, and nobody is thrown out.'
ask PUT "/api/v1/rooms/$direct/invitations/$cy_id"
refused 403 forbidden
ask DELETE "/api/v1/rooms/$direct/members/$ada_id"
refused 403 forbidden
ask DELETE "/api/v1/rooms/$direct/members/me"
refused 403 forbidden
as "$cy" && ask GET "/api/v1/rooms/$direct"
refused 404 room-not-found
say 'Nobody writes to themselves, to nobody, or as a guest.'
as "$ada" && ask PUT "/api/v1/rooms/direct/$ada_id"
refused 400 invalid-request
ask PUT /api/v1/rooms/direct/00000000-0000-4000-8000-000000000000
refused 404 user-not-found
as "$gus" && ask PUT "/api/v1/rooms/direct/$ada_id"
refused 403 forbidden

say 'Several people: a group.'
as "$ada" && ask POST /api/v1/rooms/group "{\"name\":\"Neighbours\",\"with\":[\"$bo_id\",\"$cy_id\"]}"
expect 201 '.kind == "group" and .members == 3'

title 'An ad-hoc room'
say 'A guest opens it, the code opens it for others, and it says how long it lives when empty.'
token='' ask POST /api/v1/auth/guest '{"nickname":"Hal"}'
expect 201
hal=$(field .accessToken)
as "$hal" && ask POST /api/v1/rooms '{"kind":"ad-hoc","name":"Picnic"}'
expect 201 '.code and .closesWhenEmptyFor'
picnic=$(field .id) code=$(field .code)
as "$cy" && ask POST "/api/v1/codes/$code/members"
expect 200 '.role == "member"'
say 'When its owner leaves, it passes on.'
as "$hal" && ask DELETE "/api/v1/rooms/$picnic/members/me"
expect 204
as "$cy" && ask GET "/api/v1/rooms/$picnic"
expect 200 '.role == "owner"'
ask DELETE "/api/v1/rooms/$picnic/members/me"
expect 204
say 'Empty rooms are closed after a while, or at once by an administrator.'
ask POST /api/v1/rooms/close-empty
refused 403 forbidden

title 'The room of all'
as "$cy" && ask GET '/api/v1/rooms?limit=100'
expect 200
ask GET /api/v1/rooms/active
expect 200 'any(.[]; .kind == "global" and .role != null or .kind == "global")'
ask GET /api/chat/rooms
expect 200

printf '\nThe tour is over, and all was as expected.\n'
