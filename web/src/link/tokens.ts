// Tokens of the places this browser has. The tab's own store comes first, so that two tabs can hold one place each;
// the browser's store brings a place back after the tab was closed.

export interface Stores {
  tab: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  browser: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

const KEY = 'qd.token ';

function quietly<T>(act: () => T, otherwise: T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

export class Tokens {
  #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  of(place: string): string | undefined {
    const { tab, browser } = this.#stores;
    const read = (store: Stores['tab']) => quietly(() => store.getItem(KEY + place), null);
    return read(tab) ?? read(browser) ?? undefined;
  }

  /** Places this browser has tokens for. */
  places(): string[] {
    const keys = Object.values(this.#stores).flatMap((store) => quietly(() => Object.keys(store), []));
    return [...new Set(keys)].flatMap((key) => (key.startsWith(KEY) ? key.slice(KEY.length) : []));
  }

  keep(place: string, token: string): void {
    for (const store of Object.values(this.#stores))
      quietly(() => store.setItem(KEY + place, token), undefined);
  }

  forget(place: string): void {
    for (const store of Object.values(this.#stores)) quietly(() => store.removeItem(KEY + place), undefined);
  }
}

export function browserTokens(): Tokens {
  return new Tokens({ tab: sessionStorage, browser: localStorage });
}
