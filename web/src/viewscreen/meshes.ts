// The meshes of the picture. Those of sky and ground lie as the map of the sky's light does: by turn from the sun, and by
// height over the horizon, both finest where light changes most.
import { BufferAttribute, BufferGeometry, DynamicDrawUsage } from 'three';
import { CREST, type Crest, type Hull } from './hull';

function geometry(attributes: Record<string, Float32Array>, indices?: Uint16Array): BufferGeometry {
  const made = new BufferGeometry();
  for (const [name, values] of Object.entries(attributes))
    made.setAttribute(name, new BufferAttribute(values, 3));
  if (indices) made.setIndex(new BufferAttribute(indices, 1));
  return made;
}

/** `across` by `down` cells between -1..=1 and `from`..=1. */
export function grid(across: number, down: number, from: number): BufferGeometry {
  const positions: number[] = [];
  const indices: number[] = [];
  for (let row = 0; row <= down; row += 1)
    for (let column = 0; column <= across; column += 1) {
      positions.push((2 * column) / across - 1, from + ((1 - from) * row) / down, 0);
      if (row === down || column === across) continue;
      const a = row * (across + 1) + column;
      indices.push(a, a + 1, a + across + 1, a + 1, a + across + 2, a + across + 1);
    }
  return geometry({ position: Float32Array.from(positions) }, Uint16Array.from(indices));
}

export function whole(): BufferGeometry {
  return geometry({ position: Float32Array.of(-1, -1, 0, 3, -1, 0, -1, 3, 0) });
}

/** Bounded chance that is the same every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296;
}

const STARS = 4000;

/** Stars over the whole sky: few bright, many faint, from blue to orange, thicker along one band. */
export function stars(): BufferGeometry {
  const next = chance(17);
  const [position, tint] = [new Float32Array(3 * STARS), new Float32Array(3 * STARS)];
  for (let at = 0; at < STARS; at += 1) {
    const [x, even, z] = [2 * next() - 1, 2 * next() - 1, 2 * next() - 1];
    const y = at % 3 === 0 ? 0.5 * x + 0.3 * z + 0.16 * (next() + next() + next() - 1.5) : even;
    const size = Math.hypot(x, y, z) || 1;
    position.set([x / size, y / size, z / size], 3 * at);
    const bright = 0.1 + 0.9 * next() ** 9;
    const warm = next();
    tint.set([bright * (0.78 + 0.22 * warm), bright * 0.88, bright * (1 - 0.35 * warm)], 3 * at);
  }
  return geometry({ position, tint });
}

export function skin(hull: Hull): BufferGeometry {
  return geometry({ position: hull.points, normal: hull.normals }, hull.indices);
}

/** Rows of the band along the crest, in parts of its reach: inside the hull, its edge, and outward. */
const ROWS = [-0.12, 0, 0.3, 1];
const REACH = 0.34;

export function band(): BufferGeometry {
  const count = CREST * ROWS.length;
  const indices: number[] = [];
  for (let row = 0; row + 1 < ROWS.length; row += 1)
    for (let at = 0; at + 1 < CREST; at += 1) {
      const a = row * CREST + at;
      indices.push(a, a + 1, a + CREST, a + 1, a + CREST + 1, a + CREST);
    }
  const made = geometry(
    { position: new Float32Array(3 * count), edge: new Float32Array(3 * count) },
    Uint16Array.from(indices),
  );
  for (const name of ['position', 'edge'])
    (made.getAttribute(name) as BufferAttribute).setUsage(DynamicDrawUsage);
  return made;
}

/** Lays the band along where the edge of the hull stands now. */
export function lay(made: BufferGeometry, crest: Crest): void {
  const [position, edge] = [made.getAttribute('position'), made.getAttribute('edge')] as [
    BufferAttribute,
    BufferAttribute,
  ];
  const { x, y, far_m } = crest;
  const mid = (CREST - 1) / 2;
  const along = new Float32Array(CREST);
  const near = Array.from(far_m, (far) => Math.min(1.25, Math.max(0.12, 8.5 / far)));
  const step = (at: number) =>
    Math.min(0.08, Math.hypot((x[at + 1] ?? 0) - (x[at] ?? 0), (y[at + 1] ?? 0) - (y[at] ?? 0))) /
    (near[at] ?? 1);
  for (let at = mid; at + 1 < CREST; at += 1) along[at + 1] = (along[at] ?? 0) + step(at);
  for (let at = mid; at > 0; at -= 1) along[at - 1] = (along[at] ?? 0) - step(at - 1);
  for (let at = 0; at < CREST; at += 1) {
    const [from, to] = [Math.max(0, at - 3), Math.min(CREST - 1, at + 3)];
    const [dx, dy] = [(x[to] ?? 0) - (x[from] ?? 0), (y[to] ?? 0) - (y[from] ?? 0)];
    const size = Math.hypot(dx, dy) || 1;
    ROWS.forEach((part, row) => {
      const out = part * REACH * (near[at] ?? 1);
      const index = row * CREST + at;
      position.setXYZ(index, (x[at] ?? 0) - (dy / size) * out, (y[at] ?? 0) + (dx / size) * out, 0);
      edge.setXYZ(index, out, along[at] ?? 0, near[at] ?? 1);
    });
  }
  position.needsUpdate = edge.needsUpdate = true;
}

const SPARKS = 150;

export function sparks(): BufferGeometry {
  const next = chance(5);
  const position = new Float32Array(12 * SPARKS);
  const indices: number[] = [];
  for (let at = 0; at < SPARKS; at += 1) {
    const [one, two] = [next(), next()];
    for (let corner = 0; corner < 4; corner += 1) position.set([one, two, corner], 12 * at + 3 * corner);
    indices.push(4 * at, 4 * at + 1, 4 * at + 2, 4 * at + 1, 4 * at + 3, 4 * at + 2);
  }
  const made = geometry({ position, edge: new Float32Array(12 * SPARKS) }, Uint16Array.from(indices));
  (made.getAttribute('edge') as BufferAttribute).setUsage(DynamicDrawUsage);
  return made;
}

export function scatter(made: BufferGeometry, crest: Crest): void {
  const edge = made.getAttribute('edge') as BufferAttribute;
  for (let at = 0; at < SPARKS; at += 1) {
    const column = (at * 53) % CREST;
    for (let corner = 0; corner < 4; corner += 1)
      edge.setXYZ(4 * at + corner, crest.x[column] ?? 0, crest.y[column] ?? -1, 0);
  }
  edge.needsUpdate = true;
}
