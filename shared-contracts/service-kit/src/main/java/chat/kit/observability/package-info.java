/**
 * What lets a person follow one request through the house: trace ids in answers and logs, the user
 * and the room on every log line, metrics with names that can be searched for.
 */
@NullMarked
package chat.kit.observability;

import org.jspecify.annotations.NullMarked;
