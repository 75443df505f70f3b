@NullMarked
package chat.kit.database;

import org.jspecify.annotations.NullMarked;
