// What moved a value, as this seat's log tells it: causes it was not told of stay unsaid.
import type { Line } from '../wire/protocol';

export function whyOf(
  log: Record<string, Line> | undefined,
  causes: readonly (string | undefined)[],
): string[] {
  const told = Object.values(log ?? {}).filter((line) => causes.includes(line.cause));
  return [...new Set(told.map((line) => line.text))];
}
