import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/**
 * For developers: the server, restarted when its files change, and the pages with reload from Vite, which passes what
 * is below /api on to the server. The pages' address is the one Vite prints.
 */
const children = [
  spawn(process.execPath, ['--watch', path('start.ts'), '--without-building'], { stdio: 'inherit' }),
  spawn(process.execPath, [path('../../web/node_modules/vite/bin/vite.js'), 'dev'], {
    cwd: path('../../web'),
    stdio: 'inherit',
    env: { ...process.env, API_URL: `http://127.0.0.1:${process.env.PORT ?? 3000}` },
  }),
]

const stop = () => children.forEach(child => child.kill())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
for (const child of children) child.on('exit', stop)
