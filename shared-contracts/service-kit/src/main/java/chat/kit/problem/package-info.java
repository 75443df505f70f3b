/**
 * How a service refuses: every error that leaves over HTTP becomes one RFC 9457 document in the
 * vocabulary of {@link chat.wire.ProblemType}, written in one place.
 */
@NullMarked
package chat.kit.problem;

import org.jspecify.annotations.NullMarked;
