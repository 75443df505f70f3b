-- A single-use link that was mailed: only its hash is here.
CREATE TABLE mailed_tokens (
  hash        bytea PRIMARY KEY,
  user_id     uuid        NOT NULL REFERENCES users,
  purpose     text        NOT NULL CHECK (purpose IN ('verify-email', 'reset-password')),
  email_key   text        NOT NULL,
  expires_at  timestamptz NOT NULL
);
CREATE INDEX mailed_tokens_user ON mailed_tokens (user_id);

-- A time-based second factor; it counts from the moment it is confirmed. No step is taken twice.
CREATE TABLE second_factors (
  user_id        uuid PRIMARY KEY REFERENCES users,
  sealed_secret  bytea  NOT NULL,
  confirmed_at   timestamptz,
  last_step      bigint NOT NULL DEFAULT 0
);

CREATE TABLE recovery_codes (
  user_id  uuid  NOT NULL REFERENCES users,
  hash     bytea NOT NULL,
  PRIMARY KEY (user_id, hash)
);

-- A personal access token: a session without refresh, whose bearer gets access tokens of its scopes.
CREATE TABLE personal_tokens (
  session_id  uuid PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,
  hash        bytea  NOT NULL UNIQUE,
  label       text   NOT NULL,
  scopes      text[] NOT NULL CHECK (cardinality(scopes) > 0)
);
