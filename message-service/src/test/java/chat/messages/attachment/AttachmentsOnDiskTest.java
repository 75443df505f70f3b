package chat.messages.attachment;

class AttachmentsOnDiskTest extends AttachmentsContract {
  @Override
  ChosenStore.Kind store() {
    return ChosenStore.Kind.DISK;
  }
}
