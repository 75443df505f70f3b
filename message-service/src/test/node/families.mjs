// Talks in the words of two families of earlier servers. Arguments: address, transports, token.
import assert from "node:assert/strict";
import { io } from "socket.io-client";

const [address, transports, token] = process.argv.slice(2);
const options = { transports: transports.split(","), forceNew: true, reconnectionDelay: 50 };
const once = (socket, event) => new Promise((resolve) => socket.once(event, resolve));

// family A: a nickname and a code are enough
const host = io(address, options);
const created = await host.emitWithAck("room:create", {});
assert.equal(created.ok, true);
assert.deepEqual(Object.keys(created.room).sort(), ["code", "createdAt", "id"]);

const visitor = io(address, options);
let session;
visitor.on("auth:session", (told) => (session = told));
const join = { code: created.room.code, nickname: "Zoë" };
assert.equal((await visitor.emitWithAck("room:join", join)).ok, true);
assert.equal(session.user.name, "Zoë");

const heard = once(host, "chat:message");
visitor.emit("chat:send", { roomCode: join.code, sender: "Zoë", content: "Hello" });
const message = await heard;
assert.deepEqual(
  [message.roomId, message.roomCode, message.sender, message.content],
  [created.room.id, join.code, "Zoë", "Hello"],
);

// the connection is lost, and the client comes back by itself: as the same guest
const before = session.user.id;
session = undefined;
const again = once(visitor, "connect");
visitor.io.engine.close();
await again;
assert.equal(visitor.recovered, false);
assert.equal((await visitor.emitWithAck("room:join", join)).ok, true);
assert.equal(session.user.id, before);

const page = await fetch(`${address}/api/messages?roomCode=${join.code}&limit=1`);
assert.equal((await page.json())[0].content, "Hello");

// family B: an account, and the global room where none is named
const plain = io(address, { ...options, auth: { token } });
assert.equal((await plain.emitWithAck("join-room", {})).ok, true);
const received = once(plain, "receive-message");
plain.emit("send-message", { content: "Hello, everybody" });
const { content, userId, timestamp, id } = await received;
assert.equal(content, "Hello, everybody");
assert.ok(userId && id && Date.parse(timestamp));
const typing = once(plain, "typing-start");
plain.emit("typing-start", { userId });
assert.equal((await typing).userId, userId);

for (const socket of [host, visitor, plain]) socket.close();
console.log("fine");
