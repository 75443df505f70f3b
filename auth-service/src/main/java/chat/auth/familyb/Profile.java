package chat.auth.familyb;

import chat.auth.user.OwnProfile;
import chat.auth.user.User;

/** One's own profile, in the envelope that these clients open. */
record Profile(OwnProfile user) {
  static Profile of(User user) {
    return new Profile(OwnProfile.of(user));
  }
}
