package chat.messages.stream;

import chat.wire.Message;
import java.io.Serial;
import tools.jackson.databind.module.SimpleModule;

/** What every mapper takes up that looks for modules: messages are written by their own hand. */
public final class MessageModule extends SimpleModule {
  @Serial private static final long serialVersionUID = 1;

  public MessageModule() {
    super("messages");
    addSerializer(Message.class, new MessageSerializer());
  }
}
