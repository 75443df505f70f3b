/**
 * What the services say to each other and to the world: identifiers, values, events, frames, names
 * and refusals, as records without behaviour. Additive changes only; a golden file per event keeps
 * that promise.
 */
@NullMarked
package chat.wire;

import org.jspecify.annotations.NullMarked;
