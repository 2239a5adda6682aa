import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-static'
import { sveltekit } from '@sveltejs/kit/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { paraglide } from './paraglide.config.ts'

/** SvelteKit hashes the scripts it writes itself; the one that sets theme and language before the first paint is ours. */
function hashOfInlineScript(): `sha256-${string}` {
  const template = readFileSync(new URL('src/app.html', import.meta.url), 'utf8')
  const script = /<script>([\s\S]*?)<\/script>/.exec(template)?.[1]
  if (script === undefined)
    throw new Error('src/app.html has no inline script to allow in the content policy')
  return `sha256-${createHash('sha256').update(script).digest('base64')}`
}

/** Where the API answers while the interface is developed with `vite dev`. */
const server = process.env['API_URL'] ?? 'http://127.0.0.1:3000'

/** Stands for what is built. By the clock, two builds of one source at once would each take the other for a newer one. */
const version = process.env['WEB_VERSION']

export default defineConfig({
  plugins: [
    paraglideVitePlugin(paraglide),
    tailwindcss(),
    sveltekit({
      adapter: adapter({ fallback: 'index.html' }),
      ...(version === undefined ? {} : { version: { name: version } }),
      csp: { mode: 'hash', directives: { 'script-src': ['self', hashOfInlineScript()] } },
    }),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                // Runs before everything else, which reads what it is told: in one file with more, that would run first.
                { name: 'start', test: /kit\/src\/runtime\/client\/payload|preload-helper/, priority: 2 },
                // With all that it imports: every page loads it, and so in one file.
                { name: 'everywhere', test: /src\/routes\/\+layout\.svelte/, priority: 1 },
                // What several pages share comes in a few files, not one for each component, sentence and icon.
                { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 2_000 },
              ],
            },
          },
        },
      },
    },
  },
  server: { proxy: { '/api': { target: server, ws: true } } },
})
