package chat.messages.room;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom to ask about a room that the projection does not know.
 *
 * @param service the address of room-service
 */
@ConfigurationProperties("chat.rooms")
public record RoomSettings(@DefaultValue("http://localhost:3002") String service) {}
