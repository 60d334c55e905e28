import { expect, test } from 'vitest';
import { applyView, emptyStream, type Applied, type ViewMessage } from './stream';

function run(views: Omit<ViewMessage, 'whole'>[], whole: number[] = [1]) {
  let stream = emptyStream();
  const outcomes: Applied[] = [];
  for (const view of views) {
    const [after, outcome] = applyView(stream, { ...view, whole: whole.includes(view.seq) });
    stream = after;
    outcomes.push(outcome);
  }
  return { stream, outcomes };
}

test('a keyframe, then patches in order', () => {
  const { stream, outcomes } = run([
    { seq: 1, tick: 10, full: { power: { bus: { a: 1, b: 2 } } } },
    { seq: 2, tick: 15, patch: { power: { bus: { b: 3 } } } },
    { seq: 3, tick: 20, patch: { power: { bus: { a: null } } } },
  ]);
  expect(outcomes).toEqual(['applied', 'applied', 'applied']);
  expect(stream.panels).toEqual({ power: { bus: { b: 3 } } });
  expect(stream.tick).toBe(20);
});

test('a gap is asked about once, and only a keyframe ends it', () => {
  const { stream, outcomes } = run(
    [
      { seq: 1, tick: 10, full: { power: 1, core: 1 } },
      { seq: 3, tick: 20, patch: { power: 3 } },
      { seq: 4, tick: 25, patch: { power: 4 } },
      { seq: 5, tick: 30, full: { power: 5 } },
      { seq: 6, tick: 35, full: { power: 6, core: 6 } },
      { seq: 7, tick: 40, patch: { core: 7 } },
    ],
    [1, 6],
  );
  expect(outcomes).toEqual(['applied', 'gap', 'waiting', 'waiting', 'applied', 'applied']);
  expect(stream.panels).toEqual({ power: 6, core: 7 });
});

test('what comes twice is applied once', () => {
  const { outcomes } = run(
    [
      { seq: 4, tick: 10, full: { power: 1 } },
      { seq: 4, tick: 10, patch: { power: 9 } },
    ],
    [],
  );
  expect(outcomes).toEqual(['applied', 'old']);
});

test('a panel opened later arrives whole among patches', () => {
  const { stream } = run([
    { seq: 1, tick: 1, full: { power: 1 } },
    { seq: 2, tick: 2, full: { core: 2 }, patch: { power: 2 } },
  ]);
  expect(stream.panels).toEqual({ power: 2, core: 2 });
});

test('a panel that there is no longer goes', () => {
  const { stream } = run([
    { seq: 1, tick: 1, full: { path: [1], core: {} } },
    { seq: 2, tick: 2, patch: { path: null } },
  ]);
  expect(stream.panels).toEqual({ core: {} });
});
