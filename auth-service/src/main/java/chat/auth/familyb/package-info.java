/** The routes of existing clients, a thin table over the same features. */
@NullMarked
package chat.auth.familyb;

import org.jspecify.annotations.NullMarked;
