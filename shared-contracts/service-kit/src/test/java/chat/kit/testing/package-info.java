/** What a service's own tests borrow from the kit: an identity provider that they command. */
@NullMarked
package chat.kit.testing;

import org.jspecify.annotations.NullMarked;
