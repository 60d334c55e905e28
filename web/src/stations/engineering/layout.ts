// Where things stand in the picture of the grid, in units of a sixteenth rem: port and starboard boards as two upright
// bars, the boards between them lying across, the generator between aft and dorsal, the emergency board below with its
// feeders. A ship whose boards are others gets the list.
import type { Ship } from '../../wire/protocol';

export interface Point {
  x: number;
  y: number;
}
export interface Box extends Point {
  w: number;
  h: number;
}
export interface Wire {
  /** Cable, or none for the way between a source and its breaker. */
  line?: string;
  points: Point[];
  /** Boards at its ends. */
  buses: string[];
  breaker?: string;
  source?: string;
}
export interface Layout {
  w: number;
  h: number;
  boards: { bus: string; box: Box; bar: [Point, Point]; upright: boolean }[];
  feeders: { bus: string; box: Box; more: string[] }[];
  sources: { source: string; box: Box }[];
  breakers: { breaker: string; at: Point }[];
  wires: Wire[];
}

export const WIDTH_MIN = 720;
const WIDTH_MAX = 1040;
const EMERGENCY_Y = 430;
/** Width of what stands outside the upright boards, and of the boxes there. */
const ZONE = 194;
const BOX = 186;
const ROWS: [string, number][] = [
  ['main-aft', 40],
  ['main-dorsal', 216],
  ['main-fore', 302],
  ['main-ventral', 354],
];
/** Where the upright link between the boards stands, behind their names. */
const LINK = 92;
const NEEDED = [...ROWS.map(([bus]) => bus), 'main-port', 'main-starboard', 'emergency-main', 'generator'];

export function canDraw(ship: Ship): boolean {
  return NEEDED.every((bus) => ship.buses[bus] !== undefined);
}

function lineBetween(ship: Ship, a: string, b: string): string | undefined {
  return Object.keys(ship.lines).find((key) => {
    const line = ship.lines[key];
    return line && [line.from_bus, line.to_bus].includes(a) && [line.from_bus, line.to_bus].includes(b);
  });
}

export function layoutOf(ship: Ship, width: number): Layout {
  const w = Math.max(WIDTH_MIN, Math.min(WIDTH_MAX, width));
  const layout: Layout = { w, h: 572, boards: [], feeders: [], sources: [], breakers: [], wires: [] };
  const [port, starboard] = [ZONE, w - ZONE];
  const [left, right] = [port + 58, starboard - 58];
  const wire = (a: string, b: string, points: Point[], at?: Point) => {
    const line = lineBetween(ship, a, b);
    if (line === undefined) return;
    const breaker = ship.lines[line]?.breaker;
    layout.wires.push({ line, points, buses: [a, b], breaker });
    if (breaker !== undefined && at) layout.breakers.push({ breaker, at });
  };
  const source = (key: string, box: Box, points: Point[], at: Point) => {
    const row = ship.sources[key];
    if (!row) return;
    layout.sources.push({ source: key, box });
    layout.wires.push({ points, buses: [row.bus], breaker: row.breaker, source: key });
    layout.breakers.push({ breaker: row.breaker, at });
  };

  // The two upright boards, with their names outside.
  for (const [bus, x, boxX] of [
    ['main-port', port, 0],
    ['main-starboard', starboard, starboard + 8],
  ] as const) {
    const bar: [Point, Point] = [
      { x, y: 24 },
      { x, y: 366 },
    ];
    layout.boards.push({ bus, box: { x: boxX, y: 14, w: BOX, h: 62 }, bar, upright: true });
  }
  // The boards between them.
  for (const [bus, y] of ROWS) {
    const bar: [Point, Point] = [
      { x: left, y },
      { x: right, y },
    ];
    layout.boards.push({ bus, box: { x: left, y: y - 42, w: right - left, h: 44 }, bar, upright: false });
    wire(bus, 'main-port', [{ x: port, y }, bar[0]], { x: port + 29, y });
    wire(bus, 'main-starboard', [bar[1], { x: starboard, y }], { x: starboard - 29, y });
  }
  const y = (bus: string) => ROWS.find(([one]) => one === bus)?.[1] ?? 0;
  const upright = (a: string, b: string, x: number) => {
    const [from, to] = [y(a), y(b)];
    wire(
      a,
      b,
      [
        { x, y: from },
        { x, y: to },
      ],
      { x, y: b === 'main-fore' ? from + 27 : (from + to - 40) / 2 },
    );
  };
  upright('main-aft', 'main-dorsal', left + LINK);
  upright('main-dorsal', 'main-fore', left + LINK);

  // The generator, between aft and dorsal.
  const gx = right - 22;
  const gy = 109;
  wire(
    'generator',
    'main-aft',
    [
      { x: gx, y: gy },
      { x: gx, y: y('main-aft') },
    ],
    { x: gx, y: 66 },
  );
  wire(
    'generator',
    'main-dorsal',
    [
      { x: gx, y: gy },
      { x: gx, y: y('main-dorsal') },
    ],
    { x: gx, y: 152 },
  );
  const box = { x: left + LINK + 28, y: gy - 32, w: gx - 80 - (left + LINK + 28), h: 64 };
  source(
    'generator',
    box,
    [
      { x: box.x + box.w, y: gy },
      { x: gx, y: gy },
    ],
    { x: gx - 52, y: gy },
  );

  // Fusion sources beside the upright boards, each over its own small board.
  for (const [key, main, x, at] of [
    ['aux-port', 'main-port', 0, port],
    ['aux-starboard', 'main-starboard', starboard + 8, starboard],
  ] as const) {
    const middle = x === 0 ? 60 : x + BOX - 60;
    const between = x === 0 ? 124 : x + BOX - 124;
    source(
      key,
      { x, y: 100, w: BOX, h: 64 },
      [
        { x: middle, y: 164 },
        { x: middle, y: 244 },
      ],
      { x: middle, y: 190 },
    );
    wire(
      key,
      main,
      [
        { x: middle, y: 244 },
        { x: at, y: 244 },
      ],
      { x: between, y: 244 },
    );
  }

  emergency(ship, layout, wire, source, port, starboard);
  return layout;
}

type Draw = (a: string, b: string, points: Point[], at?: Point) => void;
type DrawSource = (key: string, box: Box, points: Point[], at: Point) => void;

function emergency(
  ship: Ship,
  layout: Layout,
  wire: Draw,
  source: DrawSource,
  port: number,
  starboard: number,
) {
  const y = EMERGENCY_Y;
  const { w } = layout;
  const main = 'emergency-main';
  layout.boards.push({
    bus: main,
    box: { x: port + 40, y: y - 46, w: starboard - port - 80, h: 44 },
    bar: [
      { x: 0, y },
      { x: w, y },
    ],
    upright: false,
  });
  wire(
    'main-port',
    main,
    [
      { x: port, y: 366 },
      { x: port, y },
    ],
    { x: port, y: 396 },
  );
  wire(
    'main-starboard',
    main,
    [
      { x: starboard, y: 366 },
      { x: starboard, y },
    ],
    { x: starboard, y: 396 },
  );
  const cells = { x: starboard + 8, y: 282, w: BOX, h: 64 };
  source(
    'emergency-cells',
    cells,
    [
      { x: cells.x + BOX - 60, y: 346 },
      { x: cells.x + BOX - 60, y },
    ],
    {
      x: cells.x + BOX - 60,
      y: 386,
    },
  );
  source(
    'battery',
    { x: 0, y: 282, w: BOX, h: 64 },
    [
      { x: 60, y: 346 },
      { x: 60, y: 392 },
    ],
    { x: 60, y: 368 },
  );
  wire(
    'battery',
    main,
    [
      { x: 60, y: 392 },
      { x: 60, y },
    ],
    { x: 60, y: 406 },
  );

  // Feeders below: lights stand together, the two boards with a tie between them side by side.
  const fed = Object.values(ship.lines)
    .filter((line) => line.from_bus === main)
    .map((line) => line.to_bus);
  const lights = fed.filter((bus) => bus.includes('lights'));
  const tied = ['emergency-core', 'emergency-engineering'].filter((bus) => fed.includes(bus));
  const rest = fed.filter((bus) => !lights.includes(bus) && !tied.includes(bus));
  const slots = [
    ...tied.slice(0, 1),
    ...(tied.length > 1 ? [''] : []),
    ...tied.slice(1),
    ...rest,
    lights[0] ?? '',
  ];
  const width = w / slots.length;
  slots.forEach((bus, at) => {
    if (!bus) return;
    const x = width * (at + 0.5);
    const more = bus === lights[0] ? lights.slice(1) : [];
    wire(
      main,
      bus,
      [
        { x, y },
        { x, y: 510 },
      ],
      { x, y: 462 },
    );
    layout.feeders.push({ bus, more, box: { x: x - width / 2 + 2, y: 510, w: width - 4, h: 60 } });
  });
  if (tied.length > 1) {
    const tie = { x: width * 1.5, y: 496 };
    wire(
      tied[0] ?? '',
      tied[1] ?? '',
      [
        { ...tie, x: width * 0.5 },
        { ...tie, x: width * 2.5 },
      ],
      tie,
    );
  }
}

/** Breakers of a board that the picture does not draw: those of what it distributes to. */
export function feedersOf(ship: Ship, layout: Layout, bus: string): { breaker: string; beyond: string }[] {
  const drawn = new Set(layout.breakers.map(({ breaker }) => breaker));
  const rest = Object.values(ship.lines).filter((line) => line.from_bus === bus || line.to_bus === bus);
  return rest.flatMap(({ breaker, from_bus, to_bus }) =>
    breaker === undefined || drawn.has(breaker)
      ? []
      : [{ breaker, beyond: from_bus === bus ? to_bus : from_bus }],
  );
}
