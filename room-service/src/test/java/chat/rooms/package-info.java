/** Tests in which whole users talk to the service over HTTP, with real stores behind it. */
@NullMarked
package chat.rooms;

import org.jspecify.annotations.NullMarked;
