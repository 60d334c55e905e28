// English texts of this page.
export const viewscreen = {
  'viewscreen.window': 'What can be seen outside',
} as const;
