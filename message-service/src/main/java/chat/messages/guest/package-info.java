/**
 * Guests whom this service brings along: whoever comes without a token and wants to talk gets a
 * session of their own at auth-service, and comes back as the same guest by a key.
 *
 * <p>The key is the guest's alone. What it opens lies in Redis under the key's hash, sealed with
 * the key, so that nobody who reads Redis becomes a guest.
 */
@NullMarked
package chat.messages.guest;

import org.jspecify.annotations.NullMarked;
