-- When an address of the account was first proved to be its user's. It stays when the address changes:
-- until then, whoever reads the mailbox may be somebody else than whoever registered with it.
ALTER TABLE users ADD COLUMN proven_at timestamptz;
UPDATE users SET proven_at = email_verified_at;
