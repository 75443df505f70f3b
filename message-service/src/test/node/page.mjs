// Runs the JavaScript of docs/socket.md as it stands there. Arguments: address, the page.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";

const [address, page] = process.argv.slice(2);
const pieces = [...readFileSync(page, "utf8").matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
assert.equal(pieces.length, 4);
for (const piece of pieces) {
  assert.ok(piece.trimEnd().split("\n").length <= 20, piece);
}
assert.ok(pieces[0].includes("http://localhost:8080"));

/** What somebody does with it: talks, is cut off, misses what others say, and talks on. */
const story = `
import assert from "node:assert/strict";

const until = async (condition) => {
  while (!condition()) await new Promise((later) => setTimeout(later, 10));
};
const texts = () => rooms.get(garden.id).messages.map(({ text }) => text);

const garden = await open("room:create", { name: "Garden", nickname: "Zoë" });
send(garden.id, "one");
await until(() => texts().length === 1);

const bo = io("http://localhost:8080", { forceNew: true });
const here = await bo.emitWithAck("room:join", { code: garden.code, nickname: "Bo", since: 0 });
assert.equal(here.ok, true, JSON.stringify(here));
await until(() => rooms.get(garden.id).seq >= here.head);
socket.io.engine.close();
send(garden.id, "two");
for (const text of ["three", "four"]) {
  const sent = await bo.emitWithAck("chat:send", { room: garden.id, clientId: text, text });
  assert.equal(sent.ok, true, JSON.stringify(sent));
}
await until(() => texts().length === 4);
assert.deepEqual(texts().toSorted(), ["four", "one", "three", "two"]);
assert.ok(texts().indexOf("three") < texts().indexOf("four"));

send(garden.id, " "); // refused for good: it does not stop those behind it
send(garden.id, "five");
await until(() => texts().length === 5 && outbox.length === 0); // the answer may come after the event
const seqs = rooms.get(garden.id).messages.map(({ seq }) => seq);
assert.deepEqual(seqs, [...new Set(seqs)].toSorted((a, b) => a - b));
socket.close();
bo.close();
console.log("fine");
`;

const program = [...pieces, story].join("\n").replaceAll("http://localhost:8080", address);
writeFileSync("page-program.mjs", program);
await import("./page-program.mjs");
