// English texts of this page.
export const director = {} as const;
