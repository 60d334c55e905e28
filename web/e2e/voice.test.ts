// Voice from page to page: real sound over real connections, to those who hear each other aboard and to nobody else.
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { press } from './acts';
import { DESK, Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = new Rig();
  await rig.start();
});
afterEach(() => rig.end());

/** Time in which two pages reach each other, and a voice is heard. */
const REACH_MS = 20_000;
/** Time in which a voice would have been heard, had it gone out. */
const QUIET_MS = 2500;

const key = (page: Page) => page.getByRole('button', { name: /^(Hold to talk|You speak)/ });

/** Allows voice; the key then says who hears. */
async function allow(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Hold to talk off/ }).click();
  await page.getByRole('button', { name: /^Hold to talk .*(hears? you|no voice near)/ }).waitFor();
}

test('who is in hearing hears, who is elsewhere does not, and a call carries', async () => {
  const speaks = (page: Page, who: string) => page.getByText(`${who} speaks`, { exact: true });
  const astrid = await rig.sit(
    await rig.browser('astrid', DESK, { microphone: true }),
    '/station/captain',
    'Astrid',
  );
  // Bo has no microphone and allows none: hearing needs only that voice is on.
  const bo = await rig.sit(await rig.browser('bo'), '/station/helm', 'Bo');
  const cleo = await rig.sit(
    await rig.browser('cleo', DESK, { microphone: true }),
    '/station/engineering',
    'Cleo',
  );
  // Somebody has the other chairs, so that no officer calls engineering meanwhile; a call that is open ends.
  const others = await rig.page(await rig.browser('dara'), '/all');
  await others.getByLabel('Your name').fill('Dara');
  await others.getByRole('button', { name: /^Take every free station/ }).click();
  await others
    .getByRole('button', { name: /Operations/ })
    .first()
    .waitFor();
  const lines = cleo.getByRole('navigation', { name: 'Intercom' });
  await expect.poll(() => press(lines, /open|calling/), { interval: 1500, timeout: REACH_MS }).toBe(false);

  // One alone has allowed it: nobody is reached.
  await allow(astrid);
  await expect.poll(() => key(astrid).innerText()).toContain('no voice near');
  await allow(cleo);
  await bo.getByRole('button', { name: 'This seat' }).click();
  await bo.getByRole('checkbox', { name: 'Voice' }).check();
  await bo.keyboard.press('Escape');
  await expect.poll(() => key(astrid).innerText(), { timeout: REACH_MS }).toContain('Bo hears you');
  await expect.poll(() => key(cleo).innerText()).toContain('nobody hears you');

  // Held by the pointer: real sound arrives on the bridge and stays there.
  await key(astrid).hover();
  await astrid.mouse.down();
  await speaks(bo, 'Astrid').first().waitFor({ timeout: REACH_MS });
  expect(await key(astrid).getAttribute('aria-pressed')).toBe('true');
  await cleo.waitForTimeout(QUIET_MS);
  expect(await speaks(bo, 'Astrid').count()).toBeGreaterThan(0);
  expect(await speaks(cleo, 'Astrid').count()).toBe(0);
  await astrid.mouse.up();
  await speaks(bo, 'Astrid').first().waitFor({ state: 'hidden' });
  expect(await key(astrid).getAttribute('aria-pressed')).toBe('false');

  // A call from the bridge to engineering, answered there.
  await astrid
    .getByRole('navigation', { name: 'Intercom' })
    .getByRole('button', { name: /^Main engineering ready/ })
    .click();
  await lines.getByRole('button', { name: /calling/ }).click();
  await expect.poll(() => key(astrid).innerText(), { timeout: REACH_MS }).toContain('2 hear you');

  // Held by the keyboard.
  await key(astrid).focus();
  await astrid.keyboard.down('Space');
  await speaks(bo, 'Astrid').first().waitFor({ timeout: REACH_MS });
  await speaks(cleo, 'Astrid').first().waitFor({ timeout: REACH_MS });

  // Put down while the key is held: it ends there at once, and goes on here.
  await lines.getByRole('button', { name: /open/ }).click();
  await speaks(cleo, 'Astrid').first().waitFor({ state: 'hidden' });
  await cleo.waitForTimeout(QUIET_MS);
  expect(await speaks(cleo, 'Astrid').count()).toBe(0);
  expect(await key(astrid).getAttribute('aria-pressed')).toBe('true');
  expect(await speaks(bo, 'Astrid').count()).toBeGreaterThan(0);
  await astrid.keyboard.up('Space');
  await speaks(bo, 'Astrid').first().waitFor({ state: 'hidden' });
});
