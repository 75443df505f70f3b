package chat.rooms;

import chat.kit.security.Caller;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;

/** The interface as its documentation shows it: the caller is in the token and no parameter. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
    info =
        @Info(
            title = "Rooms",
            version = "1",
            description =
                "Rooms, their members and what each may do. Every refusal is an RFC 9457 problem"
                    + " that says what to do. A change carries the room's version; send the ETag"
                    + " you read as If-Match and no change is lost."))
class Interface {
  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }
}
