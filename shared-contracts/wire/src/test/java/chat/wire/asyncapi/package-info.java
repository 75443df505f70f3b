/** Draws the AsyncAPI documents from the records, their Javadoc and the golden files. */
@NullMarked
package chat.wire.asyncapi;

import org.jspecify.annotations.NullMarked;
