// permessage-deflate against a server that deflates from 1,000 bytes on. Argument: its address.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { io } from "socket.io-client";
import WebSocket from "ws";

const [address] = process.argv.slice(2);
const AGREED = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
const WHOLE = 0x80;
const DEFLATED = 0x40;
const TEXT = 0x01;

async function open(options) {
  const socket = new WebSocket(
    `${address.replace("http", "ws")}/engine.io/?EIO=4&transport=websocket`,
    options,
  );
  const [[response]] = await Promise.all([once(socket, "upgrade"), once(socket, "message")]);
  return { socket, terms: response.headers["sec-websocket-extensions"] };
}

/** What comes back for this, and how many bytes went over the line in either direction. */
async function echoed({ socket }, message) {
  const { bytesRead, bytesWritten } = socket._socket;
  socket.send(message);
  const [data] = await once(socket, "message");
  return {
    data,
    read: socket._socket.bytesRead - bytesRead,
    written: socket._socket.bytesWritten - bytesWritten,
  };
}

const closed = async ({ socket }, doing) => {
  const end = once(socket, "close");
  socket.on("error", () => {});
  doing(socket);
  const [code] = await end;
  assert.ok([1002, 1006, 1007, 1009, 4400].includes(code), `closed with ${code}`);
};

/** As a client would that writes its frames by hand; a mask of zeros masks nothing. */
const raw = (first, payload) =>
  Buffer.concat([Buffer.from([first, 0x80 | payload.length, 0, 0, 0, 0]), Buffer.from(payload)]);

const long = `4${"all the same to me, ".repeat(5_000)}`;

const one = await open({});
assert.equal(one.terms, AGREED);
for (let time = 0; time < 3; time++) {
  const { data, read, written } = await echoed(one, long);
  assert.equal(data.toString(), long);
  assert.ok(read < long.length / 50 && written < long.length / 50, `${read} and ${written} bytes`);
}

// what is short, and what deflating makes no smaller, goes as it is
const short = await echoed(one, "4as short as this");
assert.equal(short.read, 2 + "4as short as this".length);
const noise = randomBytes(20_000);
const same = await echoed(one, noise);
assert.deepEqual(same.data, noise);
assert.ok(same.read <= noise.length + 10);

// binary too
const zeros = Buffer.alloc(50_000);
const nothing = await echoed(one, zeros);
assert.deepEqual(nothing.data, zeros);
assert.ok(nothing.read < 1_000);

// nobody gets it who did not ask, or asks for a window that we cannot make
for (const perMessageDeflate of [false, { serverMaxWindowBits: 10 }]) {
  const plain = await open({ perMessageDeflate });
  assert.equal(plain.terms, undefined);
  const { data, read } = await echoed(plain, long);
  assert.equal(data.toString(), long);
  assert.ok(read > long.length);
  plain.socket.terminate();
}

// a bomb ends its own session, as do bits that were not agreed on and what cannot be inflated
await closed(await open({}), (socket) => socket.send(`4${"0".repeat(20_000_000)}`));
await closed(await open({ perMessageDeflate: false }), (socket) =>
  socket._socket.write(raw(WHOLE | DEFLATED | TEXT, "4a")),
);
await closed(await open({}), (socket) =>
  socket._socket.write(raw(WHOLE | DEFLATED | TEXT, [0xff, 0xff, 0xff, 0xff])),
);
assert.equal((await echoed(one, long)).data.toString(), long);
one.socket.terminate();

// the unchanged client, which asks by itself
const client = io(address, { transports: ["websocket"], reconnection: false });
await once(client, "connect");
assert.match(client.io.engine.transport.ws.extensions, /permessage-deflate/);
assert.equal(await client.emitWithAck("message-with-ack", long), long);
assert.deepEqual(await client.emitWithAck("message-with-ack", { a: zeros }), { a: zeros });
client.close();

console.log("fine");
process.exit(0);
