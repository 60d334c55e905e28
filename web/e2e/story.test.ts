// The fall, played: one at engineering and one at the helm bring her back, with officers in the other chairs, by what
// the pages say and nothing else. Somebody goes in; the door stays held behind them; the core runs, the boards have
// their volts again, she climbs. A third page watches.
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { next, press, pressGuarded } from './acts';
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

/** When something was last pressed: what stays to be done is pressed again, but as a person would. */
type Pressed = Map<string, number>;
const AGAIN_MS = 2500;

/** What the next act says, whatever that is. */
async function engineer(page: Page, pressed: Pressed): Promise<void> {
  const now = await next(page);
  const act = async (what: string, says: RegExp, press: () => Promise<boolean>, again_ms = AGAIN_MS) => {
    const last = pressed.get(what);
    if (!says.test(now) || (last !== undefined && Date.now() - last < again_ms)) return;
    if (await press()) pressed.set(what, Date.now());
  };
  await act('accept', /asks you to/, () => press(page, /^Take it on/));
  const people = async (name: RegExp) =>
    (await press(page, name)) || ((await press(page, /^Find who goes/)) && (await press(page, name)));
  await act('asked', /Put the elements in line/, () => people(/^Ask who will go/), Infinity);
  await act('told', /offered to go in/, () => people(/^Tell .* what it costs/), Infinity);
  if (pressed.has('told'))
    await act('sent', /offered to go in/, () => pressGuarded(page, /^Send .* in/), Infinity);
  await act('recode', /for somebody/, async () => {
    if (!(await press(page, /no program/))) {
      await press(page, /^Controllers \d/);
      await press(page, /no program/);
    }
    return press(page, /^Ask all of engineering/);
  });
  await act('inner', /^(?!.*still in the chamber).*Shut the inner door/, () =>
    press(page, /^Shut .*inner door/i),
  );
  await act('filters', /^(?!.*Shut the inner).*Run the filters|Feed the filters/i, async () => {
    return (await press(page, /^Feed the filters/)) || press(page, /^Run the filters/);
  });
  // Operations gives power out as well: what is asked here may have to be asked again.
  await act('supply', /“Core first”/, async () => {
    await press(page, /^Core first/);
    return press(page, /^Give it out so/);
  });
  await act('coolant', /coolant on/i, () => press(page, /^Coolant on/));
  await act('field', /field on/i, () => press(page, /^Field on/));
  await act('preheat', /preheat on/i, () => press(page, /^Preheat on/));
  await act('cold', /preheat off/i, () => press(page, /^Preheat off/));
  await act('ignite', /Ignite now/, () => pressGuarded(page, /^Ignite/));
  // The boards are fed one after another, without a pause: a tie alone carries too much.
  await act('close', /Next Close/, () => press(page, /^Close next/), 500);
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
  // The throttle waits for plasma: set in time, the engines push as soon as they can.
  if (/full throttle/i.test(now) || (/Engines must push/.test(now) && !did.has('throttle'))) {
    if (await press(page, /^Full/)) did.add('throttle');
  }
}

/** What engineering shows of the door behind which somebody is, and of the boards. */
async function engineeringShows(page: Page, did: Set<string>): Promise<void> {
  const shown = (await page.getByRole('main').innerText()).replace(/\s+/g, ' ');
  if (/Glass door (shut|\d).{0,20}held/.test(shown)) did.add('held');
  if (/Boards 9\d %|Boards 1\d\d %/.test(shown)) did.add('power');
}

/** As the page says it to those who do not see it. */
async function altitudeKm(page: Page): Promise<number | undefined> {
  const fall = page.getByRole('img', { name: /Altitude [\d.,]+ kilometres/ }).first();
  const said = await fall.getAttribute('aria-label', { timeout: 1000 }).catch(() => null);
  const km = /Altitude ([\d.,]+) kilometres/.exec(said ?? '')?.[1];
  return km === undefined ? undefined : Number(km.replace(',', ''));
}

test(
  'two players and the officers bring her back',
  async () => {
    const engineering = await rig.sit(await rig.browser('ada'), '/station/engineering', 'Ada');
    const helm = await rig.sit(await rig.browser('bea'), '/station/helm', 'Bea');
    const watcher = await rig.page(await rig.browser('cy'), '/');
    await watcher.getByRole('link', { name: /Helm.*Bea/ }).waitFor();

    const did = new Set<string>();
    const pressed: Pressed = new Map();
    const until = Date.now() + WHOLE_MS;
    let said = '';
    let lowest_km = Infinity;
    while (Date.now() < until) {
      await engineer(engineering, pressed);
      await pilot(helm, did);
      await engineeringShows(engineering, did);
      const now = `${await next(engineering)} / ${await next(helm)}`;
      const plain = now.replace(/[\d:.]+/g, '#');
      if (process.env.QD_SAY && plain !== said)
        console.log(
          now.replace(/.*?Next /, '').slice(0, 80),
          '//',
          now.split('Next ')[2]?.slice(0, 90),
          await altitudeKm(helm),
        );
      said = plain;
      if (/She is in orbit|voyage is over/.test(await next(helm))) break;
      const km = await altitudeKm(helm);
      if (km !== undefined) lowest_km = Math.min(lowest_km, km);
      if (pressed.has('ignite') && km !== undefined && km > lowest_km + 5) did.add('climbs');
      if (did.has('climbs')) break;
      await helm.waitForTimeout(200);
    }
    expect([...pressed.keys(), ...did]).toEqual(
      expect.arrayContaining([
        'asked',
        'told',
        'sent',
        'coolant',
        'field',
        'preheat',
        'held',
        'ignite',
        'close',
        'power',
        'climbs',
      ]),
    );
  },
  WHOLE_MS + 60_000,
);
