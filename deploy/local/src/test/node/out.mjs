// How soon somebody is out: whose token was stolen, and who was removed from a room. Each promise is one second,
// for every service, every node and every open socket, counted from the answer.
// Arguments: the gateway, for how many seconds a refresh token may be used again, the services as {name: address},
// and how many milliseconds are allowed.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { io } from "socket.io-client";

const [gateway, graceSeconds, listed, allowed] = process.argv.slice(2);
const services = JSON.parse(listed);
const nodes = Object.fromEntries(
  Object.entries(services).filter(([name]) => name.startsWith("message-service")),
);
const PROMISE = Number(allowed ?? 1000);

const run = `${Date.now() % 1e9}`;
const figures = [];
const id = () => crypto.randomUUID();

async function ask(method, url, { token, body } = {}) {
  const answer = await fetch(url, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { "content-type": "application/json" }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await answer.text();
  return { status: answer.status, ...(text && { body: JSON.parse(text) }) };
}

async function well(method, path, options) {
  const answer = await ask(method, gateway + path, options);
  assert.ok(answer.status < 300, `${method} ${path} answered ${JSON.stringify(answer)}`);
  return answer.body;
}

async function person(name) {
  const { accessToken, refreshToken, user } = await well("POST", "/api/v1/auth/register", {
    body: { email: `${name}-${run}@mail.example`, username: `${name}-${run}`, password: "seven purple kettles" },
  });
  return { token: accessToken, refreshToken, id: user.id };
}

async function socket(address, token) {
  const socket = io(address, { transports: ["websocket"], auth: { token }, forceNew: true, reconnection: false });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("connect_error", reject));
  return socket;
}

/** Asks until the answer is as it shall be from now on; how long that took since `since`. */
async function until(what, since, asked) {
  while (!(await asked())) {
    if (performance.now() - since > 10 * PROMISE) {
      assert.fail(`${what}: still not after ${10 * PROMISE} ms`);
    }
    await pause(2);
  }
  return Math.max(0, Math.round(performance.now() - since));
}

function report(title, promised) {
  console.log(title);
  for (const [what, ms] of promised) {
    console.log(`  ${what.padEnd(46)} ${`${ms}`.padStart(5)} ms`);
    figures.push([what, ms]);
  }
}

async function stolenToken() {
  const victim = await person("victim");
  const stolen = victim.refreshToken;
  const { accessToken: token } = await well("POST", "/api/v1/auth/refresh", { body: { refreshToken: stolen } });
  const doors = [
    ["gateway", `${gateway}/api/v1/rooms/mine`],
    ...Object.entries(services).map(([name, address]) => [name, address + ownPath(name, victim.id)]),
  ];
  for (const [name, url] of doors) {
    assert.equal((await ask("GET", url, { token })).status, 200, `${name} knows the victim`);
  }
  const sockets = [];
  for (const [name, address] of [["gateway", gateway], ...Object.entries(nodes)]) {
    sockets.push([`socket through ${name}`, await socket(address, token)]);
  }
  let since = Infinity;
  const cut = sockets.map(
    ([name, open]) =>
      new Promise((resolve) =>
        open.once("disconnect", () => resolve([`${name} cut`, Math.max(0, Math.round(performance.now() - since))])),
      ),
  );
  await pause((Number(graceSeconds) + 0.2) * 1000);

  const answer = await ask("POST", `${gateway}/api/v1/auth/refresh`, { body: { refreshToken: stolen } });
  since = performance.now();
  assert.equal(answer.body.type, "/problems/session-revoked");

  const refused = doors.map(async ([name, url]) => [
    `${name} refuses the access token`,
    await until(name, since, async () => (await ask("GET", url, { token })).body.type === "/problems/session-revoked"),
  ]);
  const late = pause(10 * PROMISE, undefined, { ref: false }).then(() => assert.fail("a socket was not cut"));
  report("A stolen refresh token was used:", [
    ...(await Promise.all(refused)),
    ...(await Promise.race([Promise.all(cut), late])),
  ]);
}

function ownPath(service, user) {
  switch (service.replace(/-\d+$/, "")) {
    case "auth-service":
      return "/api/v1/users/me";
    case "room-service":
      return "/api/v1/rooms/mine";
    case "message-service":
      return "/api/v1/messages/unread";
    case "presence-service":
      return `/api/v1/presence?users=${user}`;
    case "notification-service":
      return "/api/v1/notifications";
    default:
      throw new Error(`no path is known of ${service}`);
  }
}

async function removedMember() {
  const owner = await person("owner");
  const member = await person("member");
  const { id: room } = await well("POST", "/api/v1/rooms", {
    token: owner.token,
    body: { kind: "private", name: "Greenhouse" },
  });
  const { code } = await well("POST", `/api/v1/rooms/${room}/code`, { token: owner.token, body: {} });
  const enter = () => ask("POST", `${gateway}/api/v1/codes/${code}/members`, { token: member.token });
  assert.equal((await enter()).status, 200);

  const doors = [["gateway", gateway], ...Object.entries(nodes)];
  const messages = (address) => `${address}/api/v1/rooms/${room}/messages`;
  const read = (address) => ask("GET", messages(address), { token: member.token });
  const write = (address, who = member) =>
    ask("POST", messages(address), { token: who.token, body: { clientId: id(), text: "Hello" } });
  const sockets = [];
  for (const [name, address] of doors) {
    await until(`${name} knows the member`, performance.now(), async () => (await read(address)).status === 200);
    assert.equal((await write(address)).status, 201);
    const open = await socket(address, member.token);
    assert.equal((await open.emitWithAck("room:join", { room, since: 0 })).ok, true);
    sockets.push([name, open]);
  }
  let since = Infinity;
  const heard = new Map(sockets.map(([name]) => [name, 0]));
  const told = new Map(sockets.map(([name]) => [name, 0]));
  for (const [name, open] of sockets) {
    open.on("chat:message", () => {
      told.set(name, told.get(name) + 1);
      heard.set(name, Math.max(0, Math.round(performance.now() - since)));
    });
  }
  let talking = true;
  const talk = (async () => {
    while (talking) {
      assert.equal((await write(gateway, owner)).status, 201);
      await pause(5);
    }
  })();
  for (const [name] of sockets) {
    await until(`${name} hears the room`, performance.now(), () => told.get(name) > 3);
  }

  const removed = await ask("DELETE", `${gateway}/api/v1/rooms/${room}/members/${member.id}`, { token: owner.token });
  since = performance.now();
  assert.equal(removed.status, 204);

  const outsider = (answer) => answer.status === 403 && answer.body.type === "/problems/not-a-member";
  const refuses = (ack) => !ack.ok && ack.error.type === "/problems/not-a-member";
  const out = await Promise.all([
    ...doors.flatMap(([name, address]) => [
      until(name, since, async () => outsider(await read(address))).then((ms) => [`${name} refuses to read`, ms]),
      until(name, since, async () => outsider(await write(address))).then((ms) => [`${name} refuses to write`, ms]),
    ]),
    ...sockets.map(([name, open]) =>
      until(name, since, async () =>
        refuses(await open.timeout(5000).emitWithAck("chat:send", { room, clientId: id(), text: "Hello" })),
      ).then((ms) => [`socket through ${name} refuses to write`, ms]),
    ),
  ]);
  await pause(2 * PROMISE);
  talking = false;
  await talk;
  report("A member was removed while the room talked:", [
    ...out,
    ...[...heard].map(([name, ms]) => [`socket through ${name} heard the last`, ms]),
  ]);

  assert.equal((await enter()).status, 200, "who was removed may come back by the code");
  await well("PUT", `/api/v1/rooms/${room}/bans/${member.id}`, { token: owner.token, body: { reason: "Again" } });
  assert.equal((await enter()).body.type, "/problems/banned");
  await pause(100);
  assert.equal((await enter()).body.type, "/problems/banned", "a ban outlives coming by the code");
  for (const [name, address] of doors) {
    await until(name, performance.now(), async () => outsider(await read(address)));
  }
  sockets.forEach(([, open]) => open.close());
}

await stolenToken();
await removedMember();
const slow = figures.filter(([, ms]) => ms > PROMISE);
assert.deepEqual(slow, [], `later than promised: ${JSON.stringify(slow)}`);
console.log("fine");
process.exit(0);
