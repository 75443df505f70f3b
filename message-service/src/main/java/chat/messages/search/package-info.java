/**
 * Finds messages by their words, in any script. What a text is made of is decided here and not by
 * the database, so that the index, the highlighting and the last look at each hit agree. The index
 * follows the streams; whoever searches first brings it up to date for their own rooms, so what is
 * found is what is there.
 */
@NullMarked
package chat.messages.search;

import org.jspecify.annotations.NullMarked;
