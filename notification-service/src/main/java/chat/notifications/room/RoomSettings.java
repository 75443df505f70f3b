package chat.notifications.room;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the projection is rebuilt from.
 *
 * @param service the address of room-service
 */
@ConfigurationProperties("chat.rooms")
record RoomSettings(@DefaultValue("http://localhost:3002") String service) {}
