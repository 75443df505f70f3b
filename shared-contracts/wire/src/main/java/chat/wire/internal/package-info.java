/**
 * What one service asks another over HTTP, with a service token. Nobody outside the house sees it.
 */
@NullMarked
package chat.wire.internal;

import org.jspecify.annotations.NullMarked;
