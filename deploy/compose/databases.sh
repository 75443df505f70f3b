#!/bin/bash
# Runs once, when the volume is empty: one database and one login for each service, and no way from
# one into another.
set -euo pipefail

create() {
  psql -v ON_ERROR_STOP=1 -v name="$1" -v password="$2" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
SQL
}

create auth "$AUTH_DB_PASSWORD"
create rooms "$ROOMS_DB_PASSWORD"
create messages "$MESSAGES_DB_PASSWORD"
create notifications "$NOTIFICATIONS_DB_PASSWORD"
