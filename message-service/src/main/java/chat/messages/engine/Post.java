package chat.messages.engine;

/** A POST that brings packets. Exactly one of its methods is called, once. */
public interface Post {
  void taken();

  void refuse(Refusal refusal);
}
