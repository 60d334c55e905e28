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

test('every text is used somewhere', () => {
  const files = import.meta.glob<string>(['../**/*.{ts,svelte}', '!../**/en.ts', '!../**/*.test.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const code = Object.values(files).join('\n');
  const plain = new Set([...code.matchAll(/['"`]([a-z_]+(?:\.[\w-]+)+)['"`]/g)].map((found) => found[1]));
  // What is put together: `a.${b}.c` and, where that is not plain to see, whatever begins so.
  const patterns = [...code.matchAll(/`([a-z_]+\.[^`]*\$\{[^`]*)`|startsWith\('([a-z_]+\.)'\)/g)].map(
    ([, text, start]) => {
      const known = (text ?? `${start}*`).replace(/\$\{[^}]*\}/g, '*').replace(/\$\{.*/s, '*');
      return new RegExp(`^${known.replaceAll('.', '\\.').replaceAll('*', '[\\w.-]+')}$`);
    },
  );
  const unused = Object.keys(en).filter(
    (key) => !plain.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});
