// Texts by key. `t('alert.left', { left: '6:32' })`: a missing parameter or an unknown key does not compile.
import { en } from './en';

export type Key = keyof typeof en;
export type Catalogue = Record<Key, string>;

type Params<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Params<Rest>
  : never;
type Args<K extends Key> = [Params<(typeof en)[K]>] extends [never]
  ? []
  : [params: Record<Params<(typeof en)[K]>, string | number>];

let catalogue: Catalogue = en;

export function setCatalogue(other: Catalogue): void {
  catalogue = other;
}

export function t<K extends Key>(key: K, ...[params]: Args<K>): string {
  const values: Record<string, string | number> = params ?? {};
  return catalogue[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
