/**
 * Files that come with messages: taken in as a stream, looked at rather than believed, given to
 * members alone, and gone with their message. A file's row is written before the file and removed
 * after it, so nothing lies around that no row knows of.
 */
@NullMarked
package chat.messages.attachment;

import org.jspecify.annotations.NullMarked;
