// How the pages are built: one chunk a station, fonts and code from the host alone, output where the host embeds it.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import process from 'node:process';
import { defineConfig } from 'vitest/config';

const host = process.env.QD_HOST ?? 'http://127.0.0.1:8470';

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: process.env.QD_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Fonts stay files of their own: the browser keeps them, and the style sheet stays small.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
  },
  server: {
    proxy: {
      '/api': { target: host, changeOrigin: true, headers: { origin: host } },
      '/ws': { target: host, ws: true, changeOrigin: true, headers: { origin: host } },
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
  },
});
