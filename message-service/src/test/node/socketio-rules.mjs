import assert from "node:assert/strict";
import { Peer, rule } from "./checks.mjs";

/** What Socket.IO demands, of a server that greets and says back. */
export function socketIo(address, path, times) {
  const peer = new Peer(address, path);
  const here = (name, check) => rule(`${path} ${name}`, check);

  connect(peer, here, times);
  disconnect(peer, here, times);
  messages(peer, here);
  violations(peer, here, times);
}

async function connected(peer) {
  const line = await peer.opened();
  line.say("40");
  await welcomed(line, "");
  await line.hears('42["auth",{}]');
  return line;
}

async function welcomed(line, namespace) {
  const packet = await line.word();
  assert.ok(packet.startsWith(`40${namespace}{`), packet);
  const welcome = JSON.parse(packet.slice(2 + namespace.length));
  assert.deepEqual(Object.keys(welcome), ["sid"]);
  assert.equal(typeof welcome.sid, "string");
}

function connect(peer, here, times) {
  for (const [namespace, payload] of [
    ["", ""],
    ["", '{"token":"123"}'],
    ["/custom,", ""],
    ["/custom,", '{"token":"abc"}'],
  ]) {
    here(`lets 40${namespace}${payload} in`, async () => {
      const line = await peer.opened();
      line.say(`40${namespace}${payload}`);
      await welcomed(line, namespace);
      await line.hears(`42${namespace}["auth",${payload || "{}"}]`);
      line.hangUp();
    });
  }

  here("lets in by polling", async () => {
    const sid = await peer.open();
    assert.equal((await peer.post(sid, '40{"token":"123"}')).status, 200);
    let heard = "";
    while (!heard.includes('42["auth",{"token":"123"}]')) {
      heard += (await peer.poll(sid)).body;
    }
    assert.ok(heard.startsWith('40{"sid":'), heard);
  });

  here("knows no namespace that there is not", async () => {
    const line = await peer.opened();
    await line.say("40/random").hears('44/random,{"message":"Invalid namespace"}');
    line.hangUp();
  });

  here("ends a session that connects to nothing", async () => {
    const began = performance.now();
    const line = await peer.opened();
    const beating = setInterval(() => line.say("3"), 100);
    await line.closed;
    clearInterval(beating);
    const lasted = performance.now() - began;
    const { connect: due, slack } = times;
    assert.ok(lasted > due - 5 && lasted < due + slack, `after ${lasted} ms`);
  });
}

function disconnect(peer, here, { soon }) {
  here("stays a session after leaving the main namespace", async () => {
    const line = await connected(peer);
    line.say("41");
    assert.equal(await line.next(), "2");
    line.hangUp();
  });

  here("leaves one namespace and stays in the other", async () => {
    const line = await connected(peer);
    line.say("40/custom");
    await welcomed(line, "/custom,");
    await line.hears('42/custom,["auth",{}]');
    line.say("41/custom", '42["message","still here"]');
    await line.hears('42["message-back","still here"]');
    line.hangUp();
  });

  here("hears nobody in a namespace that was left", async () => {
    const line = await connected(peer);
    await line.say("41", '42["message"]').endsWithin(soon);
  });
}

function messages(peer, here) {
  const two = '{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]';
  for (const [name, said, answer] of [
    ["a text", ['42["message",1,"2",{"3":[true]}]'], ['42["message-back",1,"2",{"3":[true]}]']],
    [
      "a text with an acknowledgement",
      ['42456["message-with-ack",1,"2",{"3":[false]}]'],
      ['43456[1,"2",{"3":[false]}]'],
    ],
    [
      "bytes",
      [`452-["message",${two}`, [1, 2, 3], [4, 5, 6]],
      [`452-["message-back",${two}`, [1, 2, 3], [4, 5, 6]],
    ],
    [
      "bytes with an acknowledgement",
      [`452-789["message-with-ack",${two}`, [1, 2, 3], [4, 5, 6]],
      [`462-789[${two}`, [1, 2, 3], [4, 5, 6]],
    ],
  ]) {
    here(`answers ${name}`, async () => {
      const line = await connected(peer);
      await line.say(...said).hears(...answer);
      line.hangUp();
    });
  }
}

function violations(peer, here, { soon }) {
  for (const packet of [
    "4abc",
    "42{}",
    '42abc["message-with-ack",1,"2",{"3":[false]}]',
    "4",
    "42",
    "42[]",
    "42[1]",
    "42[",
    "40",
    '44{"message":"no"}',
    "47",
    "437[]",
    '42["connect"]',
    '451["message"]',
    '42/other,["message"]',
    [1, 2, 3],
  ]) {
    here(`ends a session that says ${JSON.stringify(packet)}`, async () => {
      const line = await connected(peer);
      await line.say(packet).endsWithin(soon);
    });
  }

  for (const packet of ["4abc", '42["message"]', "41", [1]]) {
    here(`ends a session that says ${JSON.stringify(packet)} before CONNECT`, async () => {
      const line = await peer.opened();
      await line.say(packet).endsWithin(soon);
    });
  }

  here("ends a session that sends a text where an attachment must follow", async () => {
    const line = await connected(peer);
    const place = '{"_placeholder":true,"num":0}';
    await line.say(`451-["message",${place}]`, '42["message"]').endsWithin(soon);
  });
}
