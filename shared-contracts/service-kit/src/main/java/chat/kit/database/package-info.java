/** How every service talks to PostgreSQL. */
@NullMarked
package chat.kit.database;

import org.jspecify.annotations.NullMarked;
