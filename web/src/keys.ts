// Keys that mean the same on every page, and those a page adds. A function key always works; the single letter
// beside it can be turned off or remapped (WCAG 2.1.4). Keys pressed while typing are the field's, not the ship's.

export const GLOBAL_KEYS = ['silence', 'acknowledge', 'next_alert', 'help', 'talk', 'voice'] as const;
export type GlobalKey = (typeof GLOBAL_KEYS)[number];

export const LETTERS: Record<GlobalKey, string> = {
  silence: 's',
  acknowledge: 'a',
  next_alert: 'n',
  help: '?',
  talk: 't',
  voice: 'v',
};

/** Always on: no browser uses these for anything that is missed here. */
export const FUNCTION_KEYS: Record<GlobalKey, string> = {
  silence: 'F8',
  acknowledge: 'F9',
  next_alert: 'F4',
  help: 'F1',
  talk: 'F2',
  voice: 'F7',
};

/** What of a keyboard event decides; a plain object in tests. */
export interface Press {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  repeat: boolean;
  /** The focus is in a field that takes text. */
  typing: boolean;
}

export interface Mapping {
  letterKeys: boolean;
  keys: Partial<Record<GlobalKey, string>>;
}

export function letterOf(name: GlobalKey, mapping: Mapping): string {
  return mapping.keys[name] ?? LETTERS[name];
}

/** Which global key a press is, if any. */
export function globalKey(press: Press, mapping: Mapping): GlobalKey | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat) return undefined;
  const byFunction = GLOBAL_KEYS.find((name) => FUNCTION_KEYS[name] === press.key);
  if (byFunction) return byFunction;
  if (press.typing || !mapping.letterKeys) return undefined;
  const key = press.key.toLowerCase();
  return GLOBAL_KEYS.find((name) => letterOf(name, mapping) === key);
}

/** A key that a page adds, as the help sheet shows it. */
export interface PageKey {
  /** Single character, lower case. */
  key: string;
  label: string;
  run: () => void;
}

const pageKeys = new Map<string, PageKey>();

/** Adds keys while a page is open; returns what takes them away again. A global key's letter stays the global key's. */
export function addPageKeys(keys: PageKey[]): () => void {
  for (const key of keys) pageKeys.set(key.key, key);
  return () => {
    for (const key of keys) if (pageKeys.get(key.key) === key) pageKeys.delete(key.key);
  };
}

export function listPageKeys(): PageKey[] {
  return [...pageKeys.values()];
}

export function pageKey(press: Press, mapping: Mapping): PageKey | undefined {
  const plain = !press.ctrlKey && !press.altKey && !press.metaKey && !press.repeat && !press.typing;
  return plain && mapping.letterKeys ? pageKeys.get(press.key.toLowerCase()) : undefined;
}

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  ) {
    return true;
  }
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)
  );
}

/** Listens for global and page keys, and for letting go of a global one; returns what stops it. */
export function listen(
  mapping: () => Mapping,
  act: (name: GlobalKey) => void,
  letGo?: (name: GlobalKey) => void,
): () => void {
  /** Global keys that are held, by the key that went down. */
  const down = new Map<string, GlobalKey>();
  const onKey = (event: KeyboardEvent) => {
    const { key, ctrlKey, altKey, metaKey, repeat } = event;
    const press = { key, ctrlKey, altKey, metaKey, repeat, typing: takesText(event.target) };
    const name = globalKey(press, mapping());
    const page = name ? undefined : pageKey(press, mapping());
    if (!name && !page) return;
    event.preventDefault();
    if (name) {
      down.set(key.toLowerCase(), name);
      act(name);
    } else page?.run();
  };
  const onKeyUp = ({ key }: KeyboardEvent) => {
    const name = down.get(key.toLowerCase());
    if (!name) return;
    down.delete(key.toLowerCase());
    letGo?.(name);
  };
  window.addEventListener('keydown', onKey);
  window.addEventListener('keyup', onKeyUp);
  return () => {
    window.removeEventListener('keydown', onKey);
    window.removeEventListener('keyup', onKeyUp);
  };
}
