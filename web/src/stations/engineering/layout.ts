// Where things stand in the picture of the grid, in units of a sixteenth rem: port and starboard boards as two upright
// bars, the boards between them lying across, the generator beside the dorsal one, the emergency board below with its
// feeders. It fits the room it is given, down to a least. A ship whose boards are others gets the list.
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
  boards: { bus: string; box: Box; bar: [Point, Point] }[];
  feeders: { bus: string; box: Box; more: string[] }[];
  sources: { source: string; box: Box }[];
  breakers: { breaker: string; at: Point }[];
  wires: Wire[];
}

export const WIDTH_MIN = 600;
export const HEIGHT_MIN = 336;
const WIDTH_MAX = 1160;
const HEIGHT_MAX = 640;
/** Below this width what stands outside the upright boards is narrower. */
const ROOMY = 800;
/** A key of a board or a breaker, and a box of a source. */
const KEY = 44;
const SOURCE_H = 54;
/** From an upright board to the boards between them: a breaker. */
const LINK = 50;
/** What a breaker between two feeders takes. */
const TIE = 52;
const NEEDED = [
  'main-aft',
  'main-dorsal',
  'main-fore',
  'main-ventral',
  'main-port',
  'main-starboard',
  'emergency-main',
  'generator',
];

export function canDraw(ship: Ship): boolean {
  return NEEDED.every((bus) => ship.buses[bus] !== undefined);
}

function lineBetween(ship: Ship, a: string, b: string): string | undefined {
  return Object.keys(ship.lines).find((key) => {
    const line = ship.lines[key];
    return line && [line.from_bus, line.to_bus].includes(a) && [line.from_bus, line.to_bus].includes(b);
  });
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

export function layoutOf(ship: Ship, width: number, height: number): Layout {
  const w = clamp(width, WIDTH_MIN, WIDTH_MAX);
  const h = clamp(height, HEIGHT_MIN, HEIGHT_MAX);
  /** Where something stands: at the least height, and its share of what there is more. */
  const at = (least: number, share: number) => least + share * (h - HEIGHT_MIN);
  const layout: Layout = { w, h, boards: [], feeders: [], sources: [], breakers: [], wires: [] };
  const zone = w < ROOMY ? 138 : 190;
  const box_w = zone - 8;
  const [port, starboard] = [zone, w - zone];
  const [left, right] = [port + LINK, starboard - LINK];
  const rows = {
    'main-aft': at(46, 0.06),
    'main-dorsal': at(96, 0.24),
    'main-fore': at(141, 0.44),
    'main-ventral': at(185, 0.6),
  };
  const emergency_y = at(233, 0.76);
  const wire: Draw = (a, b, points, where) => {
    const line = lineBetween(ship, a, b);
    if (line === undefined) return;
    const breaker = ship.lines[line]?.breaker;
    layout.wires.push({ line, points, buses: [a, b], breaker });
    if (breaker !== undefined && where) layout.breakers.push({ breaker, at: where });
  };
  const source: DrawSource = (key, box, points, where) => {
    const row = ship.sources[key];
    if (!row) return;
    layout.sources.push({ source: key, box });
    layout.wires.push({ points, buses: [row.bus], breaker: row.breaker, source: key });
    layout.breakers.push({ breaker: row.breaker, at: where });
  };

  // The two upright boards, with their names outside.
  for (const [bus, x, box_x] of [
    ['main-port', port, 0],
    ['main-starboard', starboard, starboard + 8],
  ] as const) {
    const bar: [Point, Point] = [
      { x, y: rows['main-aft'] - 22 },
      { x, y: rows['main-ventral'] + 12 },
    ];
    layout.boards.push({ bus, box: { x: box_x, y: 0, w: box_w, h: KEY + 4 }, bar });
  }

  // The boards between them; the dorsal one hangs on its neighbours, with the generator in its row.
  const node = { x: right - (w < ROOMY ? 128 : 150), y: rows['main-dorsal'] - 14 };
  for (const bus of ['main-aft', 'main-dorsal', 'main-fore', 'main-ventral'] as const) {
    const y = rows[bus];
    const dorsal = bus === 'main-dorsal';
    const bar: [Point, Point] = [
      { x: left, y },
      { x: dorsal ? node.x - KEY : right, y },
    ];
    // The link upward from a board stands where its name would begin.
    const x = dorsal || bus === 'main-fore' ? left + KEY + 2 : left;
    layout.boards.push({ bus, box: { x, y: y - KEY, w: bar[1].x - x, h: KEY }, bar });
    if (dorsal) continue;
    wire(bus, 'main-port', [{ x: port, y }, bar[0]], { x: port + LINK / 2, y });
    wire(bus, 'main-starboard', [bar[1], { x: starboard, y }], { x: starboard - LINK / 2, y });
  }
  for (const [a, b] of [
    ['main-aft', 'main-dorsal'],
    ['main-dorsal', 'main-fore'],
  ] as const) {
    const x = left + KEY / 2;
    const [from, to] = [rows[a], rows[b]];
    wire(a, b, line2(x, from, to), { x, y: (from + to) / 2 });
  }
  wire('generator', 'main-aft', [node, { x: node.x, y: rows['main-aft'] }], {
    x: node.x,
    y: (node.y + rows['main-aft']) / 2 - 2,
  });
  const low = { x: node.x, y: rows['main-dorsal'] };
  wire('generator', 'main-dorsal', [node, low, { x: node.x - KEY, y: low.y }], {
    x: node.x - KEY / 2 + 2,
    y: low.y,
  });
  const gen = { x: node.x + KEY + 2, y: rows['main-aft'] + 4, w: right - node.x - KEY - 2, h: SOURCE_H - 4 };
  source('generator', gen, [node, { x: gen.x, y: node.y }], { x: node.x + 24, y: node.y });

  // Sources beside the upright boards: fusion onto those, battery and cells onto the emergency board.
  const fusion_y = at(46, 0.1);
  const row_y = at(46 + SOURCE_H + 20, 0.2);
  const cell_y = at(138, 0.4);
  const drop_y = at(138 + SOURCE_H + 15, 0.62);
  for (const side of ['port', 'starboard'] as const) {
    const mirrored = side === 'starboard';
    const x = (from_edge: number) => (mirrored ? w - from_edge : from_edge);
    const box = (y: number): Box => ({ x: mirrored ? starboard + 8 : 0, y, w: box_w, h: SOURCE_H });
    const main = `main-${side}`;
    const corner = { x: x(24), y: row_y };
    const bus_at = { x: x(zone / 2 + 12), y: row_y };
    source(`aux-${side}`, box(fusion_y), [{ x: corner.x, y: fusion_y + SOURCE_H }, corner, bus_at], {
      x: x(46),
      y: row_y,
    });
    wire(`aux-${side}`, main, [bus_at, { x: x(zone), y: row_y }], { x: x(zone - 34), y: row_y });
    wire(main, 'emergency-main', line2(x(zone), rows['main-ventral'] + 12, emergency_y), {
      x: x(zone),
      y: (rows['main-ventral'] + 12 + emergency_y) / 2,
    });
    const below = { x: x(24), y: drop_y };
    if (mirrored) {
      const end = line2(x(46), cell_y + SOURCE_H, emergency_y);
      source('emergency-cells', box(cell_y), end, { x: x(46), y: drop_y });
    } else {
      const way = [{ x: below.x, y: cell_y + SOURCE_H }, below, { x: x(zone / 2), y: drop_y }];
      source('battery', box(cell_y), way, { x: x(46), y: drop_y });
      const down = { x: x(zone - 20), y: drop_y };
      wire(
        'battery',
        'emergency-main',
        [{ x: x(zone / 2), y: drop_y }, down, { x: down.x, y: emergency_y }],
        {
          x: x(zone - 44),
          y: drop_y,
        },
      );
    }
  }
  emergency(ship, layout, wire, emergency_y, port, starboard);
  return layout;
}

type Draw = (a: string, b: string, points: Point[], at?: Point) => void;
type DrawSource = (key: string, box: Box, points: Point[], at: Point) => void;

/** Straight up and down. */
const line2 = (x: number, from: number, to: number): Point[] => [
  { x, y: from },
  { x, y: to },
];

/** The emergency board and what hangs below it: lights stand together, the two with a tie between them side by side. */
function emergency(ship: Ship, layout: Layout, wire: Draw, y: number, port: number, starboard: number) {
  const { w, h } = layout;
  const main = 'emergency-main';
  const top = y + 40;
  layout.boards.push({
    bus: main,
    box: { x: port + 30, y: y - KEY, w: starboard - port - 60, h: KEY },
    bar: [
      { x: 0, y },
      { x: w, y },
    ],
  });
  const fed = Object.values(ship.lines)
    .filter((line) => line.from_bus === main)
    .map((line) => line.to_bus);
  const lights = fed.filter((bus) => bus.includes('lights'));
  const tied = ['emergency-core', 'emergency-engineering'].filter((bus) => fed.includes(bus));
  const rest = fed.filter((bus) => !lights.includes(bus) && !tied.includes(bus));
  const slots = [...tied.slice(0, 1), ...(tied.length > 1 ? [''] : []), ...tied.slice(1), ...rest];
  if (lights[0] !== undefined) slots.push(lights[0]);
  // Between the two that are tied there is only a breaker.
  const width = (w - (tied.length > 1 ? TIE : 0)) / slots.filter(Boolean).length;
  slots.forEach((bus, at) => {
    if (!bus) return;
    const x = width * (at + 0.5) - (at > 1 && tied.length > 1 ? width - TIE : 0);
    const more = bus === lights[0] ? lights.slice(1) : [];
    wire(main, bus, line2(x, y, top), { x, y: y + 22 });
    layout.feeders.push({ bus, more, box: { x: x - width / 2 + 1, y: top, w: width - 2, h: h - top } });
  });
  if (tied.length > 1) {
    const tie = { x: width + TIE / 2, y: top + 22 };
    const ends = [
      { x: width - 8, y: tie.y },
      { x: width + TIE + 8, y: tie.y },
    ];
    wire(tied[0] ?? '', tied[1] ?? '', ends, tie);
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
