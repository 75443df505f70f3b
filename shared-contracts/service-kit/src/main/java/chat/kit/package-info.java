/**
 * What every service stands on, so that its own code holds nothing but its subject. Nothing here
 * knows a service.
 */
@NullMarked
package chat.kit;

import org.jspecify.annotations.NullMarked;
