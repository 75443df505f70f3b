/** Explains to a developer what each type of refusal means and what to do about it. */
@NullMarked
package chat.gateway.problem;

import org.jspecify.annotations.NullMarked;
