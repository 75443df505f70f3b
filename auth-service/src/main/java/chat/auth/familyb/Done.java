package chat.auth.familyb;

/** That it was done. */
record Done(boolean success) {
  static final Done YES = new Done(true);
}
