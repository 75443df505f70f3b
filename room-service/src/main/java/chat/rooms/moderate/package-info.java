/** Keeping order in a room: removals, bans, mutes and roles. */
@NullMarked
package chat.rooms.moderate;

import org.jspecify.annotations.NullMarked;
