/** The second factor: time-based codes, and recovery codes for the day the phone is lost. */
@NullMarked
package chat.auth.twofactor;

import org.jspecify.annotations.NullMarked;
