// The fall, played: one at engineering and one at the helm bring her back, with officers in the other chairs, by what
// the pages say and nothing else. Somebody goes in and does not come out; power returns; she climbs; the door stays
// locked. A third page watches.
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = new Rig();
  await rig.start({ speed: SPEED });
});
afterEach(() => rig.end());

/** Times real time: the fall takes a quarter of an hour. */
const SPEED = 4;
const WHOLE_MS = (16 * 60_000) / SPEED;

/** Presses a key if it is there and can be pressed. */
async function press(page: Page, name: RegExp): Promise<boolean> {
  const key = page.getByRole('button', { name, disabled: false }).first();
  if ((await key.count()) === 0 || (await key.getAttribute('aria-disabled')) === 'true') return false;
  return key.click({ timeout: 1000 }).then(
    () => true,
    () => false,
  );
}

/** Lifts the cover of a guarded act, and presses what is under it. */
async function pressGuarded(page: Page, name: RegExp): Promise<boolean> {
  const guard = page.getByRole('group', { name }).first();
  if ((await guard.count()) === 0) return false;
  const cover = guard.getByRole('button', { name: /^Lift cover/ });
  if ((await cover.count()) > 0) await cover.click({ timeout: 1000 }).catch(() => undefined);
  return guard
    .getByRole('button', { name })
    .click({ timeout: 1000 })
    .then(
      () => true,
      () => false,
    );
}

const next = async (page: Page) => (await page.getByRole('contentinfo').innerText()).replace(/\s+/g, ' ');

/** One thing at a time, the first that can be done: what the next act says. */
async function engineer(page: Page, did: Set<string>): Promise<void> {
  const now = await next(page);
  const once = async (what: string, act: () => Promise<boolean>) => {
    if (!did.has(what) && (await act())) did.add(what);
  };
  if (/asks you to/.test(now)) await press(page, /^Take it on/);
  if (/ask who will go in/i.test(now)) await once('asked', () => press(page, /^Ask who will go/));
  if (/offered to go in/.test(now)) {
    await once('told', () => press(page, /^Tell .* what it costs/));
    if (did.has('told')) await once('sent', () => pressGuarded(page, /^Send .* in/));
  }
  if (/re-code/.test(now)) await once(now, () => press(page, /^Ask all of engineering/));
  if (/inner door/i.test(now)) await once('inner', () => press(page, /^Shut .*inner door/i));
  if (/Run the filters/.test(now)) await once('filters', () => press(page, /^Run the filters/));
  // Operations gives power out as well: what is asked here may have to be asked again.
  if (/“Core first”/.test(now)) await press(page, /^Core first/);
  if (/coolant on/i.test(now)) await once('coolant', () => press(page, /^Coolant on/));
  if (/field on/i.test(now)) await once('field', () => press(page, /^Field on/));
  if (/preheat on/i.test(now)) await once('preheat', () => press(page, /^Preheat on/));
  if (/Ignite now/.test(now)) await pressGuarded(page, /^Ignite/);
  if (/^.*Close the/.test(now)) await press(page, /^Close next/);
}

async function pilot(page: Page, did: Set<string>): Promise<void> {
  const now = await next(page);
  if (/Stop the turn/.test(now)) await press(page, /^Stop the turn/);
  if (/belly to the wind/.test(now)) await press(page, /^Belly to the wind/);
  if (/Tell the captain that she falls/.test(now)) await press(page, /^Tell: she falls/);
  if (/Raise the bow/.test(now) && !did.has('bow')) {
    await press(page, /^Raise the bow/);
    if ((await press(page, /^Bow to/)) || (await pressGuarded(page, /^Bow to/))) did.add('bow');
  }
  if (/full throttle/i.test(now)) await press(page, /^Full/);
}

test(
  'two players and the officers bring her back',
  async () => {
    const engineering = await rig.sit(await rig.browser('ada'), '/station/engineering', 'Ada');
    const helm = await rig.sit(await rig.browser('bea'), '/station/helm', 'Bea');
    const watcher = await rig.page(await rig.browser('cy'), '/');
    await watcher.getByRole('link', { name: /Helm.*Bea/ }).waitFor();

    const did = new Set<string>();
    const until = Date.now() + WHOLE_MS;
    let said = '';
    while (Date.now() < until) {
      await engineer(engineering, did);
      await pilot(helm, did);
      const now = `${await next(engineering)} / ${await next(helm)}`;
      const plain = now.replace(/[\d:.]+/g, '#');
      if (process.env.QD_SAY && plain !== said) console.log(now.slice(80, 260), [...did].length);
      said = plain;
      if (/She is in orbit|voyage is over/.test(await next(helm))) break;
      if (/climbs|rises well/i.test(await next(helm))) did.add('climbs');
      await helm.waitForTimeout(200);
    }
    expect([...did]).toEqual(
      expect.arrayContaining(['asked', 'coolant', 'field', 'preheat', 'bow', 'climbs']),
    );
    // The core runs, and the glass door is still held: whoever went in is behind it.
    await engineering.getByText('held by the interlock').first().waitFor();
  },
  WHOLE_MS + 60_000,
);
