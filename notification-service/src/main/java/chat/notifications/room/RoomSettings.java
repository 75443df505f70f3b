package chat.notifications.room;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the projection is rebuilt from.
 *
 * @param service the address of room-service
 */
@Validated
@ConfigurationProperties("chat.rooms")
record RoomSettings(@DefaultValue("http://localhost:3002") @NotBlank String service) {}
