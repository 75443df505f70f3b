import assert from "node:assert/strict";
import { Peer, rule, sleep } from "./checks.mjs";

/** What Engine.IO demands of the endpoint at a path; messages only where raw ones are said back. */
export function engine(address, path, beat, { speaks = true } = {}) {
  const peer = new Peer(address, path);
  const here = (name, check) => rule(`${path} ${name}`, check);

  handshake(peer, here, beat);
  heartbeat(peer, here, beat);
  requests(peer, here, beat);
  end(peer, here, beat);
  upgrade(peer, here, beat);
  if (speaks) {
    messages(peer, here);
    upgradeUnderTraffic(peer, here);
  }
}

function checkHandshake(packet, upgrades, beat) {
  assert.equal(packet[0], "0");
  const { sid, ...rest } = JSON.parse(packet.slice(1));
  assert.equal(typeof sid, "string");
  assert.deepEqual(rest, {
    upgrades,
    pingInterval: beat.interval,
    pingTimeout: beat.timeout,
    maxPayload: 1_000_000,
  });
}

function handshake(peer, here, beat) {
  here("opens by polling", async () => {
    const { status, body } = await peer.request("EIO=4&transport=polling");
    assert.equal(status, 200);
    checkHandshake(body, ["websocket"], beat);
  });

  here("opens by WebSocket", async () => {
    const line = peer.line();
    checkHandshake(await line.next(), [], beat);
    line.hangUp();
  });

  for (const query of [
    "transport=polling",
    "EIO=abc&transport=polling",
    "EIO=3&transport=polling",
    "EIO=4",
    "EIO=4&transport=abc",
    "EIO=4&transport=polling&sid=unknown",
    "EIO=4&transport=websocket",
  ]) {
    here(`refuses a request with ${query}`, async () => {
      assert.equal((await peer.request(query)).status, 400);
    });
  }

  for (const method of ["POST", "PUT", "DELETE"]) {
    here(`opens nothing by ${method}`, async () => {
      assert.equal((await peer.request("EIO=4&transport=polling", { method })).status, 400);
    });
  }

  here("takes no packets for an unknown session", async () => {
    assert.equal((await peer.post("unknown", "4hello")).status, 400);
  });

  for (const query of [
    "transport=websocket",
    "EIO=abc&transport=websocket",
    "EIO=4",
    "EIO=4&transport=abc",
    "EIO=4&transport=websocket&sid=unknown",
  ]) {
    here(`refuses a WebSocket with ${query}`, () => peer.line(query).closed);
  }
}

function heartbeat(peer, here, beat) {
  here("pings by polling, three times", async () => {
    const sid = await peer.open();
    for (let i = 0; i < 3; i++) {
      assert.deepEqual(await peer.poll(sid), { status: 200, body: "2" });
      assert.deepEqual(await peer.post(sid, "3"), { status: 200, body: "ok" });
    }
  });

  here("ends a polling session that does not answer its ping in time, and not later", async () => {
    const sid = await peer.open();
    await sleep(beat.interval + beat.timeout);
    await peer.isOver(sid);
  });

  here("pings by WebSocket, three times", async () => {
    const line = await peer.opened();
    for (let i = 0; i < 3; i++) {
      assert.equal(await line.next(), "2");
      line.say("3");
    }
    line.hangUp();
  });

  here("ends a WebSocket that does not answer its ping, but not before its time", async () => {
    const began = performance.now();
    const line = await peer.opened();
    await line.closed;
    const lasted = performance.now() - began;
    const due = beat.interval + beat.timeout;
    assert.ok(lasted > due - 5 && lasted < due + beat.slack, `after ${lasted} ms`);
  });
}

function requests(peer, here, { soon }) {
  here("ends a session with two polls at a time", async () => {
    const sid = await peer.open();
    const polls = await Promise.all([peer.poll(sid), sleep(5).then(() => peer.poll(sid))]);
    polls.sort((one, other) => one.status - other.status);
    assert.deepEqual(polls[0], { status: 200, body: "1" });
    assert.equal(polls[1].status, 400);
    await peer.isOver(sid);
  });

  here("ends a session with two requests at a time", async () => {
    const sid = await peer.open();
    const { body, end } = slowBody();
    const first = peer.poll(sid, { method: "POST", body, duplex: "half" });
    // until the first one has begun to arrive
    while ((await peer.post(sid, "3")).status === 200) {}
    end();
    assert.equal((await first.catch(() => ({ status: 400 }))).status, 400);
    await peer.isOver(sid);
  });

  here("ends a session whose poll is given up", async () => {
    const sid = await peer.open();
    const hand = new AbortController();
    const poll = peer.poll(sid, { signal: hand.signal });
    await sleep(50);
    hand.abort();
    await assert.rejects(poll);
    await peer.isOver(sid);
  });

  for (const packet of ["abc", "", "4a\u001e", "0", "2", "b!"]) {
    here(`ends a polling session that says ${JSON.stringify(packet)}`, async () => {
      const sid = await peer.open();
      assert.equal((await peer.post(sid, packet)).status, 400);
      await peer.isOver(sid);
    });
  }

  for (const packet of ["abc", "", "0", "2"]) {
    here(`ends a WebSocket that says ${JSON.stringify(packet)}`, async () => {
      const line = await peer.opened();
      await line.say(packet).endsWithin(soon);
    });
  }

  here("takes no larger request than it says", async () => {
    const sid = await peer.open();
    assert.equal((await peer.post(sid, "4" + "a".repeat(1_000_000))).status, 413);
    await peer.isOver(sid);
  });

  here("takes no larger frame than it says", async () => {
    const line = await peer.opened();
    await line.say("4" + "a".repeat(1_000_000)).endsWithin(soon);
  });
}

function slowBody() {
  let end;
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("3"));
      end = () => controller.close();
    },
  });
  return { body, end: () => end() };
}

function end(peer, here, { soon }) {
  here("answers the poll when a client closes", async () => {
    const sid = await peer.open();
    const [poll] = await Promise.all([peer.poll(sid), peer.post(sid, "1")]);
    assert.deepEqual(poll, { status: 200, body: "6" });
    await peer.isOver(sid);
  });

  here("ends when a client closes its WebSocket's session", async () => {
    const line = await peer.opened();
    await line.say("1").endsWithin(soon);
  });
}

function upgrade(peer, here, { soon }) {
  here("answers a probe and sends the poll home", async () => {
    const sid = await peer.open();
    const line = await peer.probed(sid);
    assert.deepEqual(await peer.poll(sid), { status: 200, body: "6" });
    line.hangUp();
  });

  here("refuses polls after the upgrade", async () => {
    const sid = await peer.open();
    const line = await peer.upgraded(sid);
    await peer.isOver(sid);
    assert.equal(await line.next(), "2");
    line.hangUp();
  });

  here("refuses packets by polling after the upgrade", async () => {
    const sid = await peer.open();
    const line = await peer.upgraded(sid);
    line.say("3");
    await peer.isOver(sid);
    assert.equal((await peer.post(sid, "3")).status, 400);
    line.hangUp();
  });

  here("upgrades without waiting for the probe's answer", async () => {
    const sid = await peer.open();
    const line = peer.line(`EIO=4&transport=websocket&sid=${sid}`);
    await line.ready;
    line.say("2probe", "5");
    await peer.isOver(sid);
    line.hangUp();
  });

  here("refuses a second WebSocket after the upgrade", async () => {
    const sid = await peer.open();
    const line = await peer.upgraded(sid);
    await peer.line(`EIO=4&transport=websocket&sid=${sid}`).endsWithin(soon);
    line.hangUp();
  });

  here("goes on polling after a probe that is none", async () => {
    const sid = await peer.open();
    const line = peer.line(`EIO=4&transport=websocket&sid=${sid}`);
    await line.ready;
    await line.say("2else").endsWithin(soon);
    assert.deepEqual(await peer.post(sid, "3"), { status: 200, body: "ok" });
  });
}

function messages(peer, here) {
  for (const payload of ["4hello", "4test1\u001e4test2\u001e4test3", "4hello\u001ebAQIDBA=="]) {
    here(`says ${JSON.stringify(payload)} back by polling`, async () => {
      const sid = await peer.open();
      assert.deepEqual(await peer.post(sid, payload), { status: 200, body: "ok" });
      assert.deepEqual(await peer.poll(sid), { status: 200, body: payload });
    });
  }

  for (const packet of ["4hello", "4", "4é😀", [1, 2, 3, 4]]) {
    here(`says ${JSON.stringify(packet)} back by WebSocket`, async () => {
      const line = await peer.opened();
      await line.say(packet).hears(packet);
      line.hangUp();
    });
  }

  here("says back after the upgrade", async () => {
    const line = await peer.upgraded(await peer.open());
    await line.say("4hello").hears("4hello");
    line.hangUp();
  });
}

function upgradeUnderTraffic(peer, here) {
  here("loses and reorders nothing while it upgrades under traffic", async () => {
    const sid = await peer.open();
    const heard = [];
    const keep = ({ status, body }) =>
      status === 200 && heard.push(...body.split("\u001e").filter((packet) => packet[0] === "4"));

    for (let i = 0; i < 20; i++) {
      await peer.post(sid, `3\u001e4polled ${i}`); // a pong with each: this may take a while
    }
    const poll = peer.poll(sid).then(keep);
    const line = await peer.probed(sid);
    await poll;
    await peer.post(sid, "3\u001e4while probing\u001e4and again");
    line.say("5");
    for (let i = 0; i < 20; i++) {
      line.say(`4over the line ${i}`);
    }
    while (heard.length < 42) {
      heard.push(await line.word());
    }
    assert.deepEqual(heard, [
      ...Array.from({ length: 20 }, (_, i) => `4polled ${i}`),
      "4while probing",
      "4and again",
      ...Array.from({ length: 20 }, (_, i) => `4over the line ${i}`),
    ]);
    line.hangUp();
  });
}
