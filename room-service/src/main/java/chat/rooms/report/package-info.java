/** What people find wrong in a room, in a queue until somebody has dealt with it. */
@NullMarked
package chat.rooms.report;

import org.jspecify.annotations.NullMarked;
