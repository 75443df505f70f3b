/** Where a request comes from: address and device. */
@NullMarked
package chat.auth.visitor;

import org.jspecify.annotations.NullMarked;
