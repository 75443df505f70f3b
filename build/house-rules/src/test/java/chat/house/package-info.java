/** The rules of the house, checked on the compiled classes of every module. */
@NullMarked
package chat.house;

import org.jspecify.annotations.NullMarked;
