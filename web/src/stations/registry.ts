// Which page a seat gets: by its role, and for a role that has none, the general one. A station is a folder here with
// one component that takes its seat and the ship; `load` keeps it a chunk of its own.
import type { Component } from 'svelte';
import type { Seat } from '../link/seat.svelte';
import type { Key } from '../text';
import type { Role, Ship } from '../wire/protocol';

export interface StationProps {
  seat: Seat;
  ship: Ship;
  /** Name of the seat, as people call it. */
  name: string;
}

export interface Station {
  /** What it is for, in one sentence. */
  purpose: Key;
  load: () => Promise<{ default: Component<StationProps> }>;
}

const GENERAL: Station = {
  purpose: 'general.purpose',
  load: () => import('./general/General.svelte'),
};

const STATIONS: Partial<Record<Role, Station>> = {
  helm: { purpose: 'helm.purpose', load: () => import('./helm/Helm.svelte') },
  engineering: { purpose: 'engineering.purpose', load: () => import('./engineering/Engineering.svelte') },
  operations: { purpose: 'operations.purpose', load: () => import('./operations/Operations.svelte') },
  medical: { purpose: 'medical.purpose', load: () => import('./medical/Medical.svelte') },
  captain: { purpose: 'captain.purpose', load: () => import('./captain/Captain.svelte') },
};

export function stationOf(role: Role | undefined): Station {
  return (role && STATIONS[role]) ?? GENERAL;
}
