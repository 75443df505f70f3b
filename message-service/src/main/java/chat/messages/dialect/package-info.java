/**
 * The words of earlier chat servers, as thin tables over the one live protocol: what their clients
 * say is understood as one of our own frames, and what they hear is one of ours said differently.
 */
@NullMarked
package chat.messages.dialect;

import org.jspecify.annotations.NullMarked;
