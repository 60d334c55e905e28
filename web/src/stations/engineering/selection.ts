// What is selected on the page, and shown on the card.
export interface Selected {
  kind:
    | 'breaker'
    | 'bus'
    | 'source'
    | 'controller'
    | 'controllers'
    | 'preset'
    | 'presets'
    | 'step'
    | 'door'
    | 'filters'
    | 'reading'
    | 'person'
    | 'who'
    | 'orders';
  key: string;
}
export type Select = (selected: Selected) => void;
