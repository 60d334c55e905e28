// Which instruments the helm lays out, and which of them have a sentence of their own.

export interface Row {
  key: string;
  name: `helm.${'load' | 'turn' | 'slip' | 'pressure' | 'dome' | 'belly_skin' | 'section' | 'propellant'}`;
  extent?: { min: number; max: number };
}

export const ROWS: readonly Row[] = [
  { key: 'felt-g', name: 'helm.load', extent: { min: -0.1, max: 6 } },
  { key: 'turn-rate', name: 'helm.turn', extent: { min: -0.1, max: 7 } },
  { key: 'sideslip', name: 'helm.slip', extent: { min: -45, max: 45 } },
  { key: 'skin-belly-3', name: 'helm.belly_skin' },
  { key: 'skin-bridge-dome', name: 'helm.dome' },
  { key: 'dynamic-pressure', name: 'helm.pressure', extent: { min: -2, max: 400 } },
  { key: 'load-section-3', name: 'helm.section', extent: { min: -2, max: 100 } },
  { key: 'propellant', name: 'helm.propellant', extent: { min: 0, max: 3000 } },
];

export const SUPPLIES = [
  { key: 'supply-thruster-bow-port', name: 'helm.supply_bow' },
  { key: 'supply-thruster-stern-port', name: 'helm.supply_stern' },
  { key: 'supply-flight-computer', name: 'helm.supply_computer' },
] as const;

export const FIGURES = ['altitude', 'airspeed', 'climb-rate'] as const;

export const ABOUT: readonly string[] = [
  ...FIGURES,
  ...ROWS.map((row) => row.key),
  ...SUPPLIES.map((row) => row.key),
];
