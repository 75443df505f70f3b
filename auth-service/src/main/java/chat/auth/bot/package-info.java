/** Bots and personal access tokens: users and sessions without a person at the keyboard. */
@NullMarked
package chat.auth.bot;

import org.jspecify.annotations.NullMarked;
