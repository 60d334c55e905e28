// A chain of causes as a tree that can be walked: from what happened back to orders, laws and how things stood. Each
// link stands once, where it is nearest to the event; where it is met again only its place is named.
import type { Link } from '../wire/protocol';

export type LinkKind = 'event' | 'order' | 'law' | 'initial';

export interface Branch {
  /** Path from the root: unique in the tree. */
  id: string;
  link: Link;
  kind: LinkKind;
  depth: number;
  parent?: string;
  /** Branches that stand under it. */
  branches: Branch[];
}

export function kindOf(cause: string): LinkKind {
  if (cause.startsWith('e:')) return 'event';
  if (cause.startsWith('o:')) return 'order';
  return cause.startsWith('law:') ? 'law' : 'initial';
}

/** The tree under `of`; none when the ship knows no such thing. */
export function treeOf(of: string, links: readonly Link[]): Branch | undefined {
  const byCause = new Map(links.map((link) => [link.cause, link]));
  const first = byCause.get(of) ?? links[0];
  if (!first) return undefined;
  const root: Branch = { id: first.cause, link: first, kind: kindOf(first.cause), depth: 0, branches: [] };
  const placed = new Set([first.cause]);
  // Breadth first: every link is placed where it is nearest to the event.
  for (let queue = [root]; queue.length > 0;) {
    const next: Branch[] = [];
    for (const branch of queue) {
      for (const cause of branch.link.causes) {
        const link = byCause.get(cause);
        if (!link || placed.has(cause)) continue;
        placed.add(cause);
        const under: Branch = {
          id: `${branch.id} ${cause}`,
          link,
          kind: kindOf(cause),
          depth: branch.depth + 1,
          parent: branch.id,
          branches: [],
        };
        branch.branches.push(under);
        next.push(under);
      }
    }
    queue = next;
  }
  return root;
}

/** Branches in sight, in the order they are read: those whose every ancestor is open. */
export function inSight(root: Branch | undefined, open: ReadonlySet<string>): Branch[] {
  if (!root) return [];
  const rows: Branch[] = [];
  const walk = (branch: Branch) => {
    rows.push(branch);
    if (open.has(branch.id)) branch.branches.forEach(walk);
  };
  walk(root);
  return rows;
}

/** What is open at first: two steps back. */
export function openAtFirst(root: Branch | undefined): Set<string> {
  if (!root) return new Set();
  return new Set([root.id, ...root.branches.map((branch) => branch.id)]);
}

export function everyBranch(root: Branch | undefined): Branch[] {
  return root ? [root, ...root.branches.flatMap(everyBranch)] : [];
}

/** Where the walk goes with an arrow key. */
export function step(
  rows: readonly Branch[],
  at: string,
  key: string,
  open: ReadonlySet<string>,
): { at: string; open?: string; shut?: string } {
  const index = rows.findIndex((row) => row.id === at);
  const row = rows[index];
  if (!row) return { at: rows[0]?.id ?? at };
  switch (key) {
    case 'ArrowDown':
      return { at: rows[index + 1]?.id ?? at };
    case 'ArrowUp':
      return { at: rows[index - 1]?.id ?? at };
    case 'Home':
      return { at: rows[0]?.id ?? at };
    case 'End':
      return { at: rows.at(-1)?.id ?? at };
    case 'ArrowRight':
      if (row.branches.length === 0) return { at };
      return open.has(row.id) ? { at: row.branches[0]?.id ?? at } : { at, open: row.id };
    case 'ArrowLeft':
      if (row.branches.length > 0 && open.has(row.id)) return { at, shut: row.id };
      return { at: row.parent ?? at };
    default:
      return { at };
  }
}

/** Where a chain ends, by kind. */
export function ends(root: Branch | undefined): Record<LinkKind, number> {
  const count: Record<LinkKind, number> = { event: 0, order: 0, law: 0, initial: 0 };
  for (const branch of everyBranch(root)) count[branch.kind] += 1;
  return count;
}
