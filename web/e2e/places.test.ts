// Taking places, and coming back to them: the page, the browser and the ship may all die.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = new Rig();
  await rig.start();
});
afterEach(() => rig.end());

/** Time within which a page that came back is in its place. */
const BACK_MS = 3000;

test('from the lobby to the helm, and everybody sees who sits there', async () => {
  const one = await rig.browser('one');
  const lobby = await rig.page(one, '/');
  await lobby.getByRole('heading', { level: 1 }).waitFor();
  expect(await lobby.getByText('{ship}').count()).toBe(0);
  await lobby.getByRole('link', { name: /^Helm/ }).click();
  await lobby.getByLabel('Your name').fill('Ada');
  await lobby.keyboard.press('Enter');
  await lobby.getByRole('heading', { name: 'Helm' }).waitFor();

  const two = await rig.browser('two');
  const other = await rig.page(two, '/');
  await other.getByRole('link', { name: /Helm.*Ada/ }).waitFor();
  await other.getByRole('link', { name: /Helm.*Ada/ }).click();
  await other.getByText('Taken by Ada').waitFor();
});

test('a browser that was killed and opened again is back in its place', async () => {
  const first = await rig.browser('ada');
  const page = await rig.sit(first, '/station/engineering', 'Ada');
  await page.getByRole('heading', { name: 'Engineering station' }).waitFor();
  await first.close();
  const again = await rig.browser('ada');
  const back = await rig.page(again, '/station/engineering');
  await back.getByRole('heading', { name: 'Engineering station' }).waitFor({ timeout: BACK_MS });
  expect(await back.getByRole('button', { name: 'Sit down here' }).count()).toBe(0);
});

test('after kill -9 of the ship the same command goes on, and pages come back by themselves', async () => {
  const browser = await rig.browser('ada');
  const page = await rig.sit(browser, '/station/helm', 'Ada');
  await page.getByRole('heading', { name: 'Helm' }).waitFor();
  const { port } = rig;
  await rig.kill();
  await page.getByText('No link to the ship').first().waitFor({ timeout: 2500 });
  await rig.start({ port });
  await page.getByText('No link to the ship').first().waitFor({ state: 'hidden', timeout: BACK_MS });
  await page
    .getByText(/In touch/)
    .first()
    .waitFor({ timeout: BACK_MS });
});

test('the flight director speaks to whoever sits, who puts the words away', async () => {
  const helm = await rig.sit(await rig.browser('ada'), '/station/helm', 'Ada');
  await helm.getByRole('heading', { name: 'Helm' }).waitFor();
  const director = await rig.page(await rig.browser('dee'), '/director');
  await director.getByLabel('Your name').fill('Dee');
  await director.getByLabel(/Word/).fill(rig.secret);
  await director.keyboard.press('Enter');
  await director.getByRole('tab', { name: 'What happened' }).click();
  await director.getByLabel('Note, or words to players').fill('Well flown so far');
  await director.getByRole('button', { name: 'Tell all' }).click();
  await director.getByText('You to all').waitFor();
  const words = helm.getByRole('status').filter({ hasText: 'Well flown so far' });
  await words.getByRole('button', { name: 'Close' }).click();
  await words.waitFor({ state: 'detached' });
});
