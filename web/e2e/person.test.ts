// The same event from within, on phones: by the one who goes in, and by one who comes to the glass.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { press, pressGuarded } from './acts';
import { PHONE, Rig } from './rig';

let rig: Rig;
const SPEED = 5;
const WHOLE_MS = (16 * 60_000) / SPEED;
beforeEach(async () => {
  rig = new Rig();
  await rig.start({ speed: SPEED });
});
afterEach(() => rig.end());

test(
  'one goes in and does not come out; another comes to the glass, speaks, and lays a hand on it',
  async () => {
    const inside = await rig.sit(await rig.browser('cleo', PHONE), '/person/core-engineer', 'Cleo');
    const outside = await rig.sit(await rig.browser('dara', PHONE), '/person/machinist-1', 'Dara');
    // By one's own will, as soon as one has heard that it must be done.
    await expect
      .poll(() => pressGuarded(inside, /^Go in and bring the core into line/), { timeout: 60_000 })
      .toBe(true);

    await outside.getByText('Go to a room farther off').click();
    await outside.getByLabel('Find a room').fill('Main engineering');
    await expect.poll(() => press(outside, /^Main engineering/), { timeout: 10_000 }).toBe(true);

    await inside
      .getByText(/Core chamber, deck/)
      .first()
      .waitFor({ timeout: WHOLE_MS / 3 });
    await outside
      .getByText(/Main engineering, deck/)
      .first()
      .waitFor({ timeout: WHOLE_MS / 3 });
    // Behind the glass.
    await expect
      .poll(() => press(outside, /^Leave it there/), { timeout: WHOLE_MS / 2, interval: 500 })
      .toBe(true);
    // The door stays locked between them.
    await outside
      .getByText(/Held shut/)
      .first()
      .waitFor({ timeout: 30_000 });
    await outside.getByLabel('Your own words, aloud').fill('You are not alone.');
    await press(outside, /^Say it/);
    await inside
      .getByText(/You are not alone/)
      .first()
      .waitFor({ timeout: 30_000 });
    await inside
      .getByText(/hand on the pane|hand on the glass|Hand to hand/)
      .first()
      .waitFor({ timeout: 30_000 });
    // And the end, said plainly, with a way on.
    await inside
      .getByText(/You are dead\.|You have lost consciousness\./)
      .first()
      .waitFor({ timeout: WHOLE_MS });
    await inside.getByText('Be somebody else').first().waitFor();
  },
  2 * WHOLE_MS,
);
