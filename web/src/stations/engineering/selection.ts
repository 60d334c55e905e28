/** What is selected on the page, and shown on the card. */
export interface Selected {
  kind: 'breaker' | 'bus' | 'source' | 'controller' | 'preset';
  key: string;
}
export type Select = (selected: Selected) => void;
