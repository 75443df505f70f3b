/**
 * How far everybody has read, and what that leaves. A marker only moves forward, so the furthest of
 * a person's devices counts; unread messages and mentions are counted behind it whenever somebody
 * asks, so there is nothing that could drift.
 */
@NullMarked
package chat.messages.read;

import org.jspecify.annotations.NullMarked;
