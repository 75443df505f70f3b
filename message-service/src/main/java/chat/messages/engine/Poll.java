package chat.messages.engine;

/** A GET that waits for something to be told. Exactly one of its methods is called, once. */
public interface Poll {
  void answer(byte[] payload);

  void refuse(Refusal refusal);
}
