package chat.messages.attachment;

import chat.kit.problem.Problem;
import chat.kit.security.Caller;
import chat.wire.Attachment;
import chat.wire.ProblemType;
import chat.wire.RoomId;
import chat.wire.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Files over HTTP. */
@RestController
class AttachmentController {
  private final Uploads uploads;
  private final Downloads downloads;
  private final FileStore files;

  AttachmentController(Uploads uploads, Downloads downloads, FileStore files) {
    this.uploads = uploads;
    this.downloads = downloads;
    this.files = files;
  }

  @PostMapping("/api/v1/rooms/{room}/attachments")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Uploads a file to a room",
      description =
          "The body is the file. What it is, its content decides; a Content-Type that says"
              + " otherwise is refused. Send its id in `attachments` of a message within a day.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "*/*",
                      schema = @Schema(type = "string", format = "binary"))))
  Mono<Attachment> upload(
      @PathVariable("room") RoomId room,
      @Parameter(example = "holiday.jpg") @RequestParam(name = "name", required = false)
          @Nullable String name,
      @Parameter(hidden = true) ServerHttpRequest request,
      Caller caller) {
    HttpHeaders headers = request.getHeaders();
    long length = headers.getContentLength();
    var file =
        new Uploads.Announced(
            name, headers.getFirst(HttpHeaders.CONTENT_TYPE), length < 0 ? null : length);
    return uploads
        .take(room, caller.id(), file, request.getBody())
        .onErrorMap(Problem.class, AttachmentController::withoutTheRest);
  }

  /** What is still on its way is not waited for. */
  private static Problem withoutTheRest(Problem problem) {
    return problem.header(HttpHeaders.CONNECTION, "close");
  }

  @GetMapping("/api/v1/attachments/{id}")
  @Operation(summary = "What a file is", description = "For those who may read its message.")
  Mono<Attachment> attachment(@PathVariable("id") UUID id, Caller caller) {
    return downloads.readable(id, caller.id());
  }

  @GetMapping("/api/v1/attachments/{id}/links")
  @Operation(
      summary = "Links to a file and its thumbnail, for some minutes",
      description = "They need no token, and work only while the caller may read the message.")
  Mono<AttachmentLinks> links(@PathVariable("id") UUID id, Caller caller) {
    return downloads.links(id, caller.id());
  }

  @GetMapping("/api/v1/attachments/{id}/{part:file|thumbnail}")
  @Operation(
      summary = "The file that a link leads to, or a part of it by `Range`",
      security = {},
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "The file",
              content =
                  @Content(
                      mediaType = "*/*",
                      schema = @Schema(type = "string", format = "binary"))))
  Mono<Void> download(
      @PathVariable("id") UUID id,
      @Parameter(example = "file") @PathVariable("part") String part,
      @RequestParam("reader") UserId reader,
      @RequestParam("until") long until,
      @RequestParam("signature") String signature,
      @Parameter(hidden = true) ServerHttpRequest request,
      @Parameter(hidden = true) ServerHttpResponse response) {
    Links.Part what = part.equals(Links.Part.FILE.word()) ? Links.Part.FILE : Links.Part.THUMBNAIL;
    return downloads
        .granted(new Links.Grant(id, what, reader, until), signature)
        .flatMap(attachment -> deliver(attachment, what, request, response));
  }

  private Mono<Void> deliver(
      Attachment attachment,
      Links.Part part,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    return switch (part) {
      case FILE -> Delivery.of(attachment, request.getHeaders()).answer(files, response);
      case THUMBNAIL -> {
        if (attachment.picture() == null) {
          throw Problem.of(ProblemType.NOT_FOUND, "There is no thumbnail of this file.");
        }
        yield Delivery.thumbnail(attachment.id()).answer(files, response);
      }
    };
  }
}
