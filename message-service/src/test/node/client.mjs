// Talks to the service with the unchanged client. Arguments: address, transports, token, room.
import assert from "node:assert/strict";
import { io } from "socket.io-client";

const [address, transports, token, room] = process.argv.slice(2);

const connect = (auth) =>
  io(address, { transports: transports.split(","), auth, forceNew: true, reconnection: false });

const once = (socket, event) => new Promise((resolve) => socket.once(event, resolve));

const stranger = connect({ token: "made up" });
const refusal = await once(stranger, "connect_error");
assert.equal(refusal.data.type, "/problems/token-rejected");
stranger.close();

const reader = connect({ token });
const writer = connect({ token });
await Promise.all([once(reader, "connect"), once(writer, "connect")]);
assert.notEqual(reader.id, reader.io.engine.id);

const state = await reader.emitWithAck("room:join", { room });
assert.equal(state.ok, true);

const told = once(reader, "chat:message");
const sent = await writer.emitWithAck("chat:send", {
  room,
  clientId: transports,
  text: `by ${transports} ✓`,
});
assert.equal(sent.ok, true);
assert.deepEqual((await told).message.text, `by ${transports} ✓`);

if (transports === "polling,websocket") {
  if (reader.io.engine.transport.name !== "websocket") {
    await once(reader.io.engine, "upgrade");
  }
  // over the WebSocket now, as before over polling
  const again = once(reader, "chat:message");
  await writer.emitWithAck("chat:send", { room, clientId: "after", text: "after the upgrade" });
  assert.equal((await again).message.text, "after the upgrade");
}
assert.equal(reader.io.engine.transport.name, transports === "polling" ? "polling" : "websocket");

reader.close();
writer.close();
console.log("fine");
