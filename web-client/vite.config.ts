import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { constants, gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** Puts a compressed copy beside each text, so that the gateway never compresses at request time. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    closeBundle() {
      const dist = resolve(import.meta.dirname, 'dist')
      for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|svg)$/.test(file)) continue
        const content = readFileSync(resolve(dist, file))
        const compressed = gzipSync(content, { level: constants.Z_BEST_COMPRESSION })
        if (compressed.length < content.length) writeFileSync(resolve(dist, `${file}.gz`), compressed)
      }
    },
  }
}

const gateway = process.env['GATEWAY'] ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [vue(), precompress()],
  build: {
    // no inline script or style may come out of the build: the gateway's content security policy
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // the API's pages carry a large library of their own and are no part of the first load
    chunkSizeWarningLimit: 1600,
    rollupOptions: {
      input: {
        index: resolve(import.meta.dirname, 'index.html'),
        docs: resolve(import.meta.dirname, 'docs.html'),
      },
    },
  },
  server: {
    proxy: {
      '/api': gateway,
      '/docs/openapi': gateway,
      '/socket.io': { target: gateway, ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    testTimeout: 30_000,
    include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
  },
})
