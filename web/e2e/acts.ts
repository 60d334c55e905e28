// What a person does at a page: presses what can be pressed, lifts a cover first where there is one, reads the next act.
import type { Locator, Page } from 'playwright-core';

/** Presses a key if it is there and can be pressed. */
export async function press(page: Page | Locator, name: RegExp): Promise<boolean> {
  const key = page.getByRole('button', { name, disabled: false }).first();
  if ((await key.count()) === 0 || (await key.getAttribute('aria-disabled')) === 'true') return false;
  return key.click({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}

/** Lifts the cover of a guarded act, and presses what is under it. */
export async function pressGuarded(page: Page, name: RegExp): Promise<boolean> {
  const guard = page.getByRole('group', { name }).first();
  if ((await guard.count()) === 0) return false;
  const cover = guard.getByRole('button', { name: /^Lift cover/ });
  if ((await cover.count()) > 0) await cover.click({ timeout: 3000 }).catch(() => undefined);
  return guard
    .getByRole('button', { name })
    .click({ timeout: 3000 })
    .then(
      () => true,
      () => false,
    );
}

/** What the page says is useful next, and what stands beside it. */
export async function next(page: Page): Promise<string> {
  return (await page.getByRole('contentinfo').innerText()).replace(/\s+/g, ' ');
}
