package chat.gateway.problem;

import chat.wire.ProblemType;

/**
 * What stands at the address that is a problem's type.
 *
 * @param remedy what a client does about it
 */
record Explanation(ProblemType type, String title, int status, String remedy) {
  static Explanation of(ProblemType type) {
    return new Explanation(type, type.title(), type.status(), type.remedy());
  }
}
