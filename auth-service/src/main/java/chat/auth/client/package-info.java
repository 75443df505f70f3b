/** The services of the house as OAuth clients, and the document that describes this issuer. */
@NullMarked
package chat.auth.client;

import org.jspecify.annotations.NullMarked;
