-- A user is a person with credentials, a guest with a nickname, or a bot with an owner. The keys are
-- the normalised forms by which names are unique; a deleted user gives all names back.
CREATE TABLE users (
  id                 uuid PRIMARY KEY,
  kind               text        NOT NULL CHECK (kind IN ('person', 'guest', 'bot')),
  username           text,
  username_key       text CONSTRAINT users_username_unique UNIQUE,
  email              text,
  email_key          text CONSTRAINT users_email_unique UNIQUE,
  email_verified_at  timestamptz,
  password_hash      text,
  display_name       text        NOT NULL CHECK (char_length(display_name) BETWEEN 1 AND 64),
  avatar             text,
  about              text,
  locale             text,
  time_zone          text,
  admin              boolean     NOT NULL DEFAULT false,
  owner              uuid REFERENCES users,
  version            bigint      NOT NULL DEFAULT 1,
  created_at         timestamptz NOT NULL,
  suspended_at       timestamptz,
  suspended_until    timestamptz,
  suspension_reason  text,
  deleted_at         timestamptz,
  CONSTRAINT a_person_has_credentials CHECK (
    kind <> 'person' OR deleted_at IS NOT NULL
    OR (username_key IS NOT NULL AND email_key IS NOT NULL AND password_hash IS NOT NULL)),
  CONSTRAINT a_guest_has_no_credentials CHECK (
    kind <> 'guest' OR (username_key IS NULL AND email_key IS NULL AND password_hash IS NULL)),
  CONSTRAINT a_bot_has_an_owner CHECK ((kind = 'bot') = (owner IS NOT NULL)),
  CONSTRAINT the_deleted_have_no_names CHECK (
    deleted_at IS NULL OR (username IS NULL AND email IS NULL AND password_hash IS NULL)),
  CONSTRAINT names_have_keys CHECK (
    (username IS NULL) = (username_key IS NULL) AND (email IS NULL) = (email_key IS NULL))
);
CREATE INDEX users_owner ON users (owner) WHERE owner IS NOT NULL;
CREATE INDEX users_guests ON users (created_at) WHERE kind = 'guest' AND deleted_at IS NULL;

-- One login, or one personal access token: what a token's sid names and what can be revoked.
CREATE TABLE sessions (
  id                 uuid PRIMARY KEY,
  user_id            uuid        NOT NULL REFERENCES users,
  kind               text        NOT NULL CHECK (kind IN ('login', 'token')),
  device             text,
  address            text,
  csrf_hash          bytea,
  created_at         timestamptz NOT NULL,
  last_used_at       timestamptz NOT NULL,
  expires_at         timestamptz NOT NULL,
  revoked_at         timestamptz,
  revocation_reason  text,
  CONSTRAINT a_revocation_has_a_reason CHECK ((revoked_at IS NULL) = (revocation_reason IS NULL))
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_end ON sessions (expires_at);

-- The family of a session: every refresh token it ever had, as a hash. A used one keeps the salt from
-- which its successor follows, so that the same successor can be told again to who holds the token.
CREATE TABLE refresh_tokens (
  hash        bytea PRIMARY KEY,
  session_id  uuid        NOT NULL REFERENCES sessions ON DELETE CASCADE,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz,
  salt        text,
  CONSTRAINT a_used_token_has_a_successor CHECK ((used_at IS NULL) = (salt IS NULL))
);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
CREATE UNIQUE INDEX one_unused_refresh_token ON refresh_tokens (session_id) WHERE used_at IS NULL;
CREATE INDEX refresh_tokens_end ON refresh_tokens (expires_at);

CREATE TABLE signing_keys (
  kid          text PRIMARY KEY,
  sealed_pair  bytea       NOT NULL,
  active_from  timestamptz NOT NULL UNIQUE
);

-- What happened that matters to safety. Rows are only ever added.
CREATE TABLE audit (
  id       uuid PRIMARY KEY,
  at       timestamptz NOT NULL,
  kind     text        NOT NULL,
  user_id  uuid,
  actor    uuid,
  address  text,
  detail   text
);
CREATE INDEX audit_user ON audit (user_id, id);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_is_not_truncated BEFORE TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
