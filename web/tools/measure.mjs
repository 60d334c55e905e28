// What the ship costs and how fast her pages are, on this machine, against the release binary:
//   cargo build --release && node tools/measure.mjs [BINARY]
// Server: CPU over 20 s with twelve pages, memory, start to first page. Pages, each alone in a browser without a cache:
// bytes, first use, frames a second; answer to an order as shown. Each figure with its bar; nothing here is
// asserted, machines differ.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { openBrowser } from './browser.mjs';

const BINARY = process.argv[2] ?? '../target/release/quarterdeck';
const PLACES = [
  '/station/captain',
  '/station/helm',
  '/station/engineering',
  '/station/operations',
  '/station/medical',
  '/viewscreen',
  '/person/core-engineer',
  '/person/second-engineer',
  '/person/physician',
  '/person/machinist-1',
  '/person/electrician-2',
  '/person/machinist-2',
];
const ORDERS = 60;
const figures = [];
const note = (what, figure, bar) => {
  figures.push([what, figure, bar]);
  console.log(`${what.padEnd(52)} ${figure.padStart(22)}   ${bar}`);
};
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-measure-'));
const began = performance.now();
const ship = spawn(BINARY, ['serve', '--port', '0', '--record', join(folder, 'run.qdj')], {
  stdio: ['ignore', 'ignore', 'pipe'],
});
const address = await new Promise((resolve, reject) => {
  let said = '';
  ship.stderr.on('data', (bytes) => {
    said += bytes;
    const found = /at +(http:\S+?)\/\n/.exec(said);
    if (found) resolve(found[1]);
  });
  ship.on('exit', () => reject(new Error(said)));
});
await (await fetch(address)).text();
note('start to first page', `${((performance.now() - began) / 1000).toFixed(2)} s`, 'at most 0.5 s');

const cpu_s = () => {
  const fields = readFileSync(`/proc/${ship.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
};
const memory_mib = () =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${ship.pid}/status`, 'utf8'))[1]) / 1024;

/** Runs in a page before anything else: when an order goes out, and when its answer is painted. */
function stopwatch() {
  const sent = new Map();
  const took = (globalThis.qdTook = []);
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (text) {
    const order = typeof text === 'string' && text.startsWith('{"order"') && JSON.parse(text).order;
    if (order) {
      sent.set(order.id, performance.now());
      this.addEventListener('message', (event) => {
        const answer = event.data.startsWith('{"answer"') && JSON.parse(event.data).answer;
        if (answer?.id !== order.id || !sent.has(order.id)) return;
        const at = sent.get(order.id);
        sent.delete(order.id);
        requestAnimationFrame(() => requestAnimationFrame((now) => took.push(now - at)));
      });
    }
    return send.call(this, text);
  };
}

const browser = await openBrowser();
const bytes = new Map();
async function open(path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.addInitScript(stopwatch);
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  let loaded = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (loaded += encodedDataLength));
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => bytes.set(path, (bytes.get(path) ?? 0) + payload.length)),
  );
  const start = performance.now();
  await page.goto(address + path, { waitUntil: 'commit' });
  const name = page.getByLabel('Your name');
  if (path !== '/viewscreen') {
    await name.waitFor();
    await name.fill(path.split('/').at(-1));
    await page.keyboard.press('Enter');
    await name.waitFor({ state: 'hidden' });
  }
  const usable_s = (performance.now() - start) / 1000;
  await wait(300);
  return { page, loaded_kb: () => loaded / 1000, usable_s };
}

/** Frames a second over three seconds. */
const frames = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let count = 0;
        const start = performance.now();
        const next = (now) => {
          count += 1;
          if (now - start < 3000) requestAnimationFrame(next);
          else resolve((count / (now - start)) * 1000);
        };
        requestAnimationFrame(next);
      }),
  );
/** One page with nothing else open: the figures of each kind, and whichever page is worst in them. */
const worst = { usable_s: [0, ''], loaded_kb: [0, ''], frames: [Infinity, ''] };
const weigh = (what, value, path, is_worse) => {
  if (is_worse(value, worst[what][0])) worst[what] = [value, path];
};
for (const path of [...PLACES.slice(0, 5), '/person/core-engineer']) {
  const { page, usable_s, loaded_kb } = await open(path);
  await wait(1000);
  weigh('usable_s', usable_s, path, (a, b) => a > b);
  weigh('loaded_kb', loaded_kb(), path, (a, b) => a > b);
  weigh('frames', await frames(page), path, (a, b) => a < b);
  await page.context().close();
}
const of = (what, digits, unit) =>
  `${worst[what][0].toFixed(digits)}${unit} (${worst[what][1].split('/').at(-1)})`;
note('slowest first use: seated, from a cold browser', of('usable_s', 2, ' s'), 'within 1 s');
note('heaviest station: all it loads, compressed', of('loaded_kb', 0, ' kB'), 'at most 250 kB');
note('fewest frames a second, instruments', of('frames', 0, ''), '60');
const screen = await open('/viewscreen');
await wait(3000);
note('viewscreen: all it loads, compressed', `${screen.loaded_kb().toFixed(0)} kB`, 'at most 950 kB');
note(
  'viewscreen: frames a second at 1280x720, software',
  (await frames(screen.page)).toFixed(0),
  'at least 20',
);
await screen.page.context().close();
// Whoever is away for 20 s loses their chair: then each can be taken anew.
await wait(21_000);

const helm = await open('/station/helm');
for (let order = 0; order < ORDERS; order += 1) {
  await helm.page
    .getByRole('button', { name: /^Damp|stop the turn/i })
    .first()
    .click();
  await wait(80);
}
await wait(500);
const took = (await helm.page.evaluate(() => globalThis.qdTook)).sort((a, b) => a - b);
const at = (share) => `${(took[Math.floor(took.length * share)] ?? NaN).toFixed(0)} ms`;
note(`order to shown answer, median of ${took.length}`, at(0.5), '');
note('order to shown answer, 95th percentile', at(0.95), 'under 100 ms');

for (const path of PLACES.filter((path) => path !== '/station/helm')) await open(path);
await wait(3000);
const before_s = cpu_s();
const from = performance.now();
bytes.clear();
await wait(20_000);
const span_s = (performance.now() - from) / 1000;
note(
  'server with twelve pages',
  `${((100 * (cpu_s() - before_s)) / span_s).toFixed(1)} % of a core`,
  'at most 5 %',
);
const most = [...bytes].sort((a, b) => b[1] - a[1])[0];
note(
  `most sent to one page (${most[0]})`,
  `${(most[1] / span_s / 1024).toFixed(1)} KiB/s`,
  'at most 20 KiB/s',
);
note('server memory', `${memory_mib().toFixed(0)} MiB`, 'at most 60 MB');

await browser.close();
ship.kill('SIGKILL');
rmSync(folder, { recursive: true, force: true });
