/** What the HTTP server of every service needs beyond what it is. */
@NullMarked
package chat.kit.http;

import org.jspecify.annotations.NullMarked;
