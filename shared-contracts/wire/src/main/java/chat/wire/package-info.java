@NullMarked
package chat.wire;

import org.jspecify.annotations.NullMarked;
