// The main screen against moments of the fall kept beside this file, without a ship: pictures, and how quickly it draws.
//   node tools/outside.mjs URL shoot DIR WIDTHxHEIGHT [MOMENT…]     (all moments when none is named; `dark` has no power)
//   QD_STILL=1: for those who want no motion, drawn as fine as it gets
//   node tools/outside.mjs URL frames SECONDS WIDTHxHEIGHT [MOMENT…]
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { openBrowser, openPage } from './browser.mjs';

const moments = JSON.parse(readFileSync(new URL('moments.json', import.meta.url)));
const [base, act, what, size = '1280x720', ...asked] = process.argv.slice(2);
const [width, height] = size.split('x').map(Number);
// The ship's own description where one runs behind the pages; without it she has no hull to draw.
const answer = await fetch(new URL('/api/ship', base)).catch(() => undefined);
const ship = answer?.ok
  ? await answer.json()
  : { name: 'Lodestar', instruments: {}, seats: {}, compartments: {}, people: {} };
const scenario = { key: 'fall', chapter: '1', summary: '', ship_name: 'Lodestar', seed: '1', ship_tag: 'a' };

/** Answers one page: ten states a second, all of the same moment, each a little further on. */
function hold(name) {
  const moment = moments[name];
  return (socket) => {
    let seq = 0;
    let tick = Math.round((moment?.t_s ?? 40) * 20);
    const say = (message) => socket.send(JSON.stringify(message));
    const view = (rest) => say({ view: { place: 'viewscreen', seq: (seq += 1), tick, ...rest } });
    let timer;
    socket.onClose(() => clearInterval(timer));
    socket.onMessage((text) => {
      const message = JSON.parse(text);
      if (message.hello) {
        const places = [{ key: 'viewscreen', kind: 'screen', name: 'Main screen', present: false }];
        const yours = [{ place: 'viewscreen', token: 't1', last_order: 0 }];
        say({ welcome: { version: 1, scenario, places, yours, clock: { tick, speed: 1, paused: false } } });
      }
      if (message.ping) say({ pong: { sent_ms: message.ping.sent_ms } });
      if (!message.open && !message.keyframe) return;
      view({ full: { outside: moment ? { shows: moment.outside } : {} } });
      clearInterval(timer);
      timer = setInterval(() => {
        tick += 2;
        const wobble = 0.01 * Math.sin(tick / 40);
        view(
          moment
            ? { patch: { outside: { shows: { thrust: moment.outside.thrust + wobble } } } }
            : { patch: {} },
        );
      }, 100);
    });
  };
}

const browser = await openBrowser();
for (const name of asked.length > 0 ? asked : [...Object.keys(moments), 'dark']) {
  const page = await openPage(browser, width, height);
  if (process.env.QD_STILL) await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(() => localStorage.setItem('qd.token viewscreen', 't1'));
  await page.routeWebSocket('**/ws', hold(name));
  await page.route('**/api/ship*', (route) => route.fulfill({ json: ship }));
  await page.goto(base, { waitUntil: 'load' });
  await page.locator('canvas').waitFor({ state: 'attached' });
  if (act === 'shoot') {
    await page.waitForTimeout(Number(process.env.QD_WAIT_MS ?? 3500));
    await page.screenshot({ path: `${what}/${name}-${width}.png`, timeout: 60_000 });
    console.log(name, await page.locator('[aria-live=polite]').allTextContents());
  } else {
    await page.waitForTimeout(6000);
    const { frames, took_ms } = await page.evaluate(
      (for_ms) =>
        new Promise((done) => {
          const start = performance.now();
          let frames = 0;
          const count = () => {
            frames += 1;
            const took_ms = performance.now() - start;
            if (took_ms < for_ms) requestAnimationFrame(count);
            else done({ frames, took_ms });
          };
          requestAnimationFrame(count);
        }),
      1000 * Number(what),
    );
    const canvas = await page.evaluate(() => {
      const { width, height } = document.querySelector('canvas');
      return `${width}x${height}`;
    });
    console.log(`${name} at ${size}: ${((1000 * frames) / took_ms).toFixed(1)} frames/s, drawn at ${canvas}`);
  }
  await page.close();
}
await browser.close();
