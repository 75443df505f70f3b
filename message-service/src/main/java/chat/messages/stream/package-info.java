/**
 * The streams of all rooms as they are stored. One room's events are numbered from 1 without gaps,
 * in the transaction that writes them; the database refuses gaps, doubles and a second use of a
 * client's id.
 */
@NullMarked
package chat.messages.stream;

import org.jspecify.annotations.NullMarked;
