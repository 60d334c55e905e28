/** What is selected on the page of operations. */
export interface Selected {
  kind: 'room' | 'door' | 'person';
  key: string;
}
