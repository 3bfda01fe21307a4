import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The web part is built into `dist/web`; during development the API is asked for at the server on `RESVAG_API`. */
export default defineConfig({
  plugins: [react()],
  cacheDir: '.cache/vite',
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // Inlined images would need data: in the content security policy of fonts and the like; files are as quick over HTTP/2.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: process.env['RESVAG_API'] ?? 'http://127.0.0.1:4180' } } },
});
