import { defineConfig } from 'vite';

/**
 * `resvag/mining` as one file without dependencies (`dist/library/mining.js`), so that it runs as it is on Node 20 and newer
 * and in a browser: sources in TypeScript would do neither in somebody else's project.
 */
export default defineConfig({
  cacheDir: '.cache/vite-library',
  publicDir: false,
  build: {
    outDir: 'dist/library',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    lib: { entry: 'src/mining/entry.ts', formats: ['es'], fileName: () => 'mining.js' },
    rollupOptions: { output: { codeSplitting: false } },
  },
});
