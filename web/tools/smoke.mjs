// The pages against a ship made of a few lines: sits, reads, orders, loses the link and comes back, as a person would.
//   node tools/smoke.mjs http://localhost:5173      (a running `npm run dev`)
import assert from 'node:assert/strict';
import process from 'node:process';
import { openBrowser, openPage } from './browser.mjs';

const base = process.argv[2] ?? 'http://localhost:5173';
const ship = {
  name: 'Lodestar',
  instruments: {
    dome: {
      name: 'Bow dome',
      kind: 'skin',
      unit: 'K',
      resolution: 1,
      limits: { warning_high: 900, alarm_high: 1200 },
      seats: ['helm'],
    },
    life: {
      name: 'Life support',
      kind: 'share',
      unit: '1',
      resolution: 0.01,
      limits: { warning_low: 0.5 },
      seats: ['helm'],
    },
  },
  seats: {
    // A role without a station of its own gets the general page: what is tried here is the shell.
    helm: { name: 'Helm', role: 'none', compartment: 'bridge', may: [] },
    engineering: { name: 'Engineering', role: 'engineering', compartment: 'engine_room', may: [] },
  },
  compartments: { bridge: { name: 'Bridge', deck: 1 }, engine_room: { name: 'Engine room', deck: 7 } },
  people: { tallis: { name: 'Joss Tallis' } },
};
const place = (key, name) => ({ key, kind: 'seat', name, person: 'tallis', present: false });
const readings = (dome, band) => ({
  dome: { value: dome, band, quality: 'good' },
  life: { value: 0.6, required: 0.9, band: 'normal', quality: 'good' },
});
const me = {
  person: 'tallis',
  seat: 'helm',
  console_works: true,
  condition: 'red',
  holders: {},
  known: [],
  body: {},
};

const sent = [];
let wire;
let deaf = false;

/** Answers one page's connection. */
function connect(socket) {
  let seq = 0;
  const say = (message) => socket.send(JSON.stringify(message));
  wire = {
    say,
    view: (view) => say({ view: { place: 'helm', seq: (seq += 1), ...view } }),
    skip: () => (seq += 5),
    socket,
  };
  socket.onMessage((text) => {
    const message = JSON.parse(text);
    sent.push(message);
    if (deaf) return;
    if (message.hello) {
      const yours = message.hello.tokens.includes('t1')
        ? [{ place: 'helm', token: 't1', last_order: 3 }]
        : [];
      const scenario = {
        key: 'fall',
        chapter: '1',
        summary: 'She falls.',
        ship_name: 'Lodestar',
        seed: '1',
        ship_tag: 'a',
      };
      const clock = { tick: 1000, speed: 1, paused: false };
      say({
        welcome: {
          version: 1,
          scenario,
          places: [place('helm', 'Helm'), place('engineering', 'Engineering')],
          yours,
          clock,
        },
      });
    }
    if (message.sit) say({ seated: { place: 'helm', token: 't1' } });
    if (message.open ?? message.keyframe)
      wire.view({
        tick: 1000,
        full: {
          me,
          readings: readings(611, 'normal'),
          talk: { calls: {}, heard: {} },
          orders: { mine: {}, given: {}, volunteers: {} },
        },
      });
    if (message.order) say({ answer: { id: message.order.id, kept: 'o:12' } });
    if (message.ping) say({ pong: { sent_ms: message.ping.sent_ms } });
  });
}

const browser = await openBrowser();
const page = await openPage(browser, 1024, 768);
await page.routeWebSocket('**/ws', connect);
await page.route('**/api/ship*', (route) => route.fulfill({ json: ship }));
const sees = (text, timeout = 3000) => page.getByText(text).first().waitFor({ timeout });
const step = (name) => console.log(`ok ${name}`);

await page.goto(base);
await page.getByRole('link', { name: /Helm/ }).click();
await page.getByLabel('Your name').fill('Ann');
await page.getByRole('button', { name: 'Sit down here' }).click();
await page.getByRole('button', { name: /Bow dome: 611 K/ }).waitFor();
await page.getByRole('button', { name: /Life support: 60 %/ }).waitFor();
step('sits down and reads');

wire.view({ tick: 1010, patch: { readings: { dome: { value: 1250, band: 'alarm_high' } } } });
await sees('Bow dome 1,250 K');
assert.equal(await page.locator('.strip .unseen').count(), 1);
await page.reload();
await page.getByRole('button', { name: /Bow dome: 611 K/ }).waitFor();
await page.locator('.strip .gone').waitFor();
step('a reload keeps the place, and the alert that nobody saw');
await page.keyboard.press('a');
await sees('No alerts');
step('the acknowledge key clears it');

const before = sent.filter((message) => message.keyframe).length;
wire.skip();
wire.view({ tick: 1100, patch: { readings: { dome: { value: 1 } } } });
await page.waitForTimeout(300);
assert.equal(sent.filter((message) => message.keyframe).length, before + 1);
assert.equal(await page.getByRole('button', { name: /Bow dome: 1 K/ }).count(), 0);
step('a gap asks for a keyframe and shows nothing of it');

await page.getByRole('button', { name: /Engine room/ }).click();
assert.deepEqual(sent.findLast((message) => message.order).order, {
  id: 4,
  place: 'helm',
  order: { kind: 'comms.call', to_seat: 'engineering' },
});
step('the intercom gives an order, numbered after the last');

deaf = true;
await sees('No link to the ship', 2100);
step('silence is said within two seconds');
deaf = false;
await page.getByText('No link to the ship').first().waitFor({ state: 'detached', timeout: 3000 });
await wire.socket.close({ code: 1001, reason: '' });
await page.waitForTimeout(1000);
await page.getByRole('button', { name: /Bow dome: 611 K/ }).waitFor();
await page
  .getByText(/In touch/)
  .first()
  .waitFor();
step('a closed link comes back to the same seat');

await page.keyboard.press('?');
await page.getByRole('dialog', { name: 'Keys' }).waitFor();
await page.keyboard.press('Escape');
await page.getByRole('dialog').waitFor({ state: 'detached' });
step('the help sheet opens and closes');
await page.screenshot({ path: 'shots/smoke.png' });
await browser.close();
