// Which page a path names. Every page is a chunk of its own, fetched when it is first wanted.
import type { Component } from 'svelte';

export type Route =
  | { page: 'lobby' }
  | { page: 'station'; key: string }
  | { page: 'person'; key: string }
  | { page: 'viewscreen' }
  | { page: 'director' }
  | { page: 'all' }
  | { page: 'parts' }
  | { page: 'frame' }
  | { page: 'none' };

const KEY = /^[a-z0-9_-]{1,64}$/;

export function routeOf(path: string): Route {
  const [page, key, ...rest] = path.split('/').filter(Boolean);
  if (rest.length > 0) return { page: 'none' };
  if (page === undefined) return { page: 'lobby' };
  if (page === 'station' || page === 'person') return key && KEY.test(key) ? { page, key } : { page: 'none' };
  if (key !== undefined) return { page: 'none' };
  const plain = (['viewscreen', 'director', 'all', 'parts', 'frame'] as const).find((name) => name === page);
  return { page: plain ?? 'none' };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- pages differ in their props; the router gives each its own
type Page = Promise<{ default: Component<any> }>;

/** Fetches a page; none when the path names none. */
export function loadPage(route: Route): Page | undefined {
  switch (route.page) {
    case 'lobby':
      return import('./lobby/Lobby.svelte');
    case 'station':
      return import('./shell/Station.svelte');
    case 'person':
      return import('./person/Person.svelte');
    case 'viewscreen':
      return import('./viewscreen/Viewscreen.svelte');
    case 'director':
      return import('./director/Director.svelte');
    case 'all':
      return import('./all/All.svelte');
    case 'parts':
      return import.meta.env.DEV ? import('./dev/Parts.svelte') : undefined;
    case 'frame':
      return import.meta.env.DEV ? import('./dev/FrameSample.svelte') : undefined;
    case 'none':
      return undefined;
  }
}
