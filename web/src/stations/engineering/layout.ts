// Where things stand in the picture of the grid, in units of a sixteenth rem: port and starboard boards as two upright
// bars, the boards between them lying across, the generator beside the dorsal one, the emergency board below with its
// feeders. It fits the room it is given, down to a least. A ship whose boards are others gets the list.
import { t } from '../../text';
import type { Ship } from '../../wire/protocol';
import { shortName } from './told';

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
/** Where there is room for a breaker's note; none where a name stands close by. */
export type Side = 'below' | 'above' | 'left' | 'right' | 'none';
export interface Layout {
  w: number;
  h: number;
  boards: { bus: string; box: Box; bar: [Point, Point] }[];
  feeders: { bus: string; box: Box; more: string[] }[];
  sources: { source: string; box: Box }[];
  breakers: { breaker: string; at: Point; note: Side }[];
  wires: Wire[];
}

export const WIDTH_MIN = 600;
export const HEIGHT_MIN = 280;
const WIDTH_MAX = 1160;
const HEIGHT_MAX = 640;
/** Below this width what stands outside the upright boards is narrower. */
const ROOMY = 800;
/** A key of a board or a breaker, and a box of a source. */
const KEY = 44;
const SOURCE_H = 46;
/** The same where there is height. */
const SOURCE_TALL = 58;
/** From an upright board to the boards between them: a breaker. */
const LINK = 52;
/** From a breaker to the end of its board, so that a note stands clear of both. */
const BREAKER = 27;
/** Names of feeders in two lines. */
const NAMES_LOW = 18;
/** How far the key of a feeder reaches up behind its breaker. */
export const BEHIND = 18;
/** What the figures of a feeder take across. */
const FIGURES_W = 76;
/** Width from which they do. */
const WIDE = 900;
/** From the emergency board to its feeders: a breaker. */
const FEEDER = 36;
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
  const h = clamp(height, HEIGHT_MIN + (w < ROOMY ? NAMES_LOW : 0), HEIGHT_MAX);
  /** Where something stands: at the least height, and its share of what there is more. */
  const at = (least: number, share: number) => least + share * (h - HEIGHT_MIN);
  const layout: Layout = { w, h, boards: [], feeders: [], sources: [], breakers: [], wires: [] };
  const zone = w < ROOMY ? 132 : 190;
  const box_w = zone - 8;
  const [port, starboard] = [zone, w - zone];
  const [left, right] = [port + LINK, starboard - LINK];
  const rows = {
    'main-aft': at(40, 0.1),
    'main-dorsal': at(84, 0.26),
    'main-fore': at(128, 0.42),
    'main-ventral': at(172, 0.58),
  };
  const emergency_y = at(216, 0.72);
  const wire: Draw = (a, b, points, where, note = 'none') => {
    const line = lineBetween(ship, a, b);
    if (line === undefined) return;
    const breaker = ship.lines[line]?.breaker;
    layout.wires.push({ line, points, buses: [a, b], breaker });
    if (breaker !== undefined && where) layout.breakers.push({ breaker, at: where, note });
  };
  const source: DrawSource = (key, box, points, where, note) => {
    const row = ship.sources[key];
    if (!row) return;
    layout.sources.push({ source: key, box });
    layout.wires.push({ points, buses: [row.bus], breaker: row.breaker, source: key });
    layout.breakers.push({ breaker: row.breaker, at: where, note });
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
    wire(bus, 'main-port', [{ x: port, y }, bar[0]], { x: port + BREAKER, y }, 'below');
    wire(bus, 'main-starboard', [bar[1], { x: starboard, y }], { x: starboard - BREAKER, y }, 'below');
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
  const gen_h = Math.min(SOURCE_TALL, rows['main-dorsal'] - rows['main-aft'] + 2);
  const gen = { x: node.x + KEY + 2, y: rows['main-aft'] + 6, w: right - node.x - KEY - 2, h: gen_h };
  source('generator', gen, [node, { x: gen.x, y: node.y }], { x: node.x + 24, y: node.y }, 'below');

  // Sources beside the upright boards: fusion onto those, battery and cells onto the emergency board.
  const tall = clamp(SOURCE_H + 0.2 * (h - HEIGHT_MIN), SOURCE_H, SOURCE_TALL);
  const fusion_y = at(44, 0.12);
  const row_y = fusion_y + tall + at(18, 0.04);
  const cell_y = row_y + at(28, 0.06);
  const drop_y = cell_y + tall + Math.min(28, (emergency_y - cell_y - tall) / 2);
  for (const side of ['port', 'starboard'] as const) {
    const mirrored = side === 'starboard';
    const x = (from_edge: number) => (mirrored ? w - from_edge : from_edge);
    const box = (y: number): Box => ({ x: mirrored ? starboard + 8 : 0, y, w: box_w, h: tall });
    const main = `main-${side}`;
    const corner = { x: x(24), y: row_y };
    const bus_at = { x: x(zone / 2 + 12), y: row_y };
    source(
      `aux-${side}`,
      box(fusion_y),
      [{ x: corner.x, y: fusion_y + tall }, corner, bus_at],
      { x: x(46), y: row_y },
      'below',
    );
    wire(`aux-${side}`, main, [bus_at, { x: x(zone), y: row_y }], { x: x(zone - 34), y: row_y }, 'below');
    wire(
      main,
      'emergency-main',
      line2(x(zone), rows['main-ventral'] + 12, emergency_y),
      {
        x: x(zone),
        y: (rows['main-ventral'] + 12 + emergency_y) / 2,
      },
      mirrored ? 'left' : 'right',
    );
    const below = { x: x(24), y: drop_y };
    if (mirrored) {
      const end = line2(x(46), cell_y + tall, emergency_y);
      source('emergency-cells', box(cell_y), end, { x: x(46), y: drop_y }, 'left');
    } else {
      const way = [{ x: below.x, y: cell_y + tall }, below, { x: x(zone / 2), y: drop_y }];
      source('battery', box(cell_y), way, { x: x(46), y: drop_y }, 'none');
      const down = { x: x(zone - 20), y: drop_y };
      wire(
        'battery',
        'emergency-main',
        [{ x: x(zone / 2), y: drop_y }, down, { x: down.x, y: emergency_y }],
        {
          x: x(zone - 44),
          y: drop_y,
        },
        w < ROOMY ? 'none' : 'left',
      );
    }
  }
  emergency(ship, layout, wire, emergency_y, port, starboard);
  return layout;
}

type Draw = (a: string, b: string, points: Point[], at?: Point, note?: Side) => void;
type DrawSource = (key: string, box: Box, points: Point[], at: Point, note: Side) => void;

/** Straight up and down. */
const line2 = (x: number, from: number, to: number): Point[] => [
  { x, y: from },
  { x, y: to },
];

/** The emergency board and what hangs below it: lights stand together, the two with a tie between them side by side. */
function emergency(ship: Ship, layout: Layout, wire: Draw, y: number, port: number, starboard: number) {
  const { w, h } = layout;
  const main = 'emergency-main';
  const top = y + FEEDER;
  layout.boards.push({
    bus: main,
    box: { x: port + 56, y: y - KEY, w: starboard - port - 112, h: KEY },
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
  const slots = [...tied, ...rest, ...lights.slice(0, 1)];
  const tie_w = tied.length > 1 ? TIE : 0;
  // Each as wide as its name, and an equal share of what is left; the whole name where there is room for all.
  const wants = [whole, longest].map((size) =>
    slots.map((bus) => Math.max(w < WIDE ? KEY + 2 : FIGURES_W, size(feederName(ship, bus)))),
  );
  const sum = (all: number[]) => all.reduce((total, one) => total + one, 0);
  const widths = wants.find((all) => sum(all) + tie_w <= w) ?? wants[1] ?? [];
  const more_w = (w - tie_w - sum(widths)) / slots.length;
  let x = 0;
  slots.forEach((bus, at) => {
    if (at === 1) x += tie_w;
    const width = (widths[at] ?? KEY) + more_w;
    const middle = x + width / 2;
    const more = bus === lights[0] ? lights.slice(1) : [];
    wire(main, bus, line2(middle, y, top), { x: middle, y: y + FEEDER / 2 + 1 }, 'right');
    layout.feeders.push({ bus, more, box: { x: x + 1, y: top - BEHIND, w: width - 2, h: h - top + BEHIND } });
    x += width;
    if (at > 0 || tied.length < 2) return;
    const tie = { x: x + TIE / 2, y: top + 9 };
    const ends = [
      { x: x + 2, y: tie.y },
      { x: x + TIE - 2, y: tie.y },
    ];
    wire(tied[0] ?? '', tied[1] ?? '', ends, tie);
  });
}

/** A letter of a label, on average, and what stands around it. */
const LETTER = 7.5;
const AROUND = 8;
const whole = (name: string) => name.length * LETTER + AROUND;
const longest = (name: string) => Math.max(...name.split(' ').map((word) => whole(word)));

/** What stands below a feeder: lights stand together under one name. */
export function feederName(ship: Ship, bus: string): string {
  return bus.includes('lights') ? t('engineering.group.lights') : shortName(ship.buses[bus]?.name ?? bus);
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
