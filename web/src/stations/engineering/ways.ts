// Names of breakers short enough for a line: the way they open and close, by the boards at its ends.
import { t } from '../../text';
import { cableOf } from './grid';
import { shortName, type Told } from './told';

const small = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const isMain = (bus: string) => bus.startsWith('main-');
const isEmergency = (bus: string) => bus.startsWith('emergency-');

/** Main boards by their side alone, emergency boards by what they feed, others by their name. */
function boardName(told: Told, bus: string): string {
  const name = told.ship.buses[bus]?.name ?? bus;
  if (isMain(bus)) return small(shortName(name));
  const [whole, side] = name.split(', ');
  return isEmergency(bus) && side !== undefined && !/lights/i.test(whole ?? '')
    ? t('engineering.way.emergency', { side })
    : small(name);
}

/** What a breaker stands in, within a sentence. */
export function wayName(told: Told, breaker: string): string {
  const cable = cableOf(told, breaker)?.[1];
  if (!cable) return small(told.ship.breakers[breaker]?.name ?? breaker);
  const { from_bus, to_bus } = cable;
  const to = boardName(told, to_bus);
  if (isMain(from_bus) && isEmergency(to_bus))
    return t('engineering.way.tie', { side: boardName(told, from_bus), to });
  if (isEmergency(from_bus) && told.ship.buses[from_bus]?.name.includes(',') === false)
    return t('engineering.way.to', { to });
  return t('engineering.way.between', { from: boardName(told, from_bus), to });
}

/** The side of the other open tie to the same board, which bears its half; none when there is none. */
export function otherTie(told: Told, breaker: string): string | undefined {
  const cable = cableOf(told, breaker)?.[1];
  const other = Object.values(told.ship.lines).find(
    (line) =>
      cable !== undefined &&
      line.breaker !== undefined &&
      line.breaker !== breaker &&
      line.to_bus === cable.to_bus &&
      isMain(line.from_bus) &&
      told.grid.breakers[line.breaker]?.closed === false,
  );
  return other && boardName(told, other.from_bus);
}
