import { expect, test } from 'vitest';
import { routeOf } from './routes';

test.each([
  ['/', { page: 'lobby' }],
  ['/station/helm', { page: 'station', key: 'helm' }],
  ['/station/helm/', { page: 'station', key: 'helm' }],
  ['/person/ada_rook', { page: 'person', key: 'ada_rook' }],
  ['/viewscreen', { page: 'viewscreen' }],
  ['/all', { page: 'all' }],
  ['/station', { page: 'none' }],
  ['/station/helm/extra', { page: 'none' }],
  ['/station/<script>', { page: 'none' }],
  ['/elsewhere', { page: 'none' }],
])('%s', (path, route) => expect(routeOf(path)).toEqual(route));
