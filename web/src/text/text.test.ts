import { expect, test } from 'vitest';
import { en } from './en';
import { t } from './index';

test('parameters are filled in', () => {
  expect(t('alert.seen', { time: '08:20', who: 'Tallis' })).toBe('seen 08:20 by Tallis');
  expect(t('alert.see')).toBe('Seen');
  // @ts-expect-error a parameter is missing
  expect(t('alert.left')).toBe('worse in ');
});

// House rule: capitals are for alert words alone, and no text shouts.
test.each(Object.entries(en))('%s is set as it should be', (key, text) => {
  expect(text.trim()).toBe(text);
  if (!key.startsWith('priority.')) expect(text).not.toMatch(/\b[A-Z]{4,}\b|!|\.\.\./);
});
