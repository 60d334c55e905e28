// English texts of this page.
export const all = {} as const;
