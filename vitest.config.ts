import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'
import { compileCache } from './tests/support/server.ts'

const globalSetup = './tests/support/global-setup.ts'
// The threads that servers start in tests load much of the server each: what was compiled once is there for the next.
process.env.NODE_COMPILE_CACHE ??= compileCache

const exclude = [...configDefaults.exclude, '**/build/**', '**/output/**']

/** Benchmarks are of the engine alone, but for their tables. */
const onDatabase = 'tests/bench/postgres.test.ts'

/**
 * `matching`, `web` and `engine` (the engine on the real catalogue, how good its answers are, and the commands that
 * ask it about files) have no database. `db` and `server` have one a file and share long-lived processes, since starting one
 * costs more than most files. `tests` drives real servers and a browser, at the end, the longest files first.
 */
export default defineConfig({
  test: {
    reporters: ['default'],
    slowTestThreshold: 2_000,
    sequence: { sequencer: LongestFirst },
    // Much of a test is waiting for a database, a server or a browser: one more than there are cores, and none is idle.
    maxWorkers: Math.max(2, availableParallelism()) + 1,
    projects: [
      {
        test: {
          name: 'matching',
          include: ['matching/**/*.test.ts'],
          setupFiles: './matching/testing/seed.ts',
          exclude,
          pool: 'threads',
          isolate: false,
          // Properties try hundreds of regions: on a busy machine that takes a while.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'engine',
          include: ['tests/{engine,quality,commands,bench,understanding}/**/*.test.ts'],
          exclude: [...exclude, onDatabase],
          pool: 'threads',
          isolate: false,
          testTimeout: 60_000,
        },
      },
      { test: { name: 'web', include: ['web/src/**/*.test.ts'], exclude, pool: 'threads', isolate: false } },
      {
        test: {
          name: 'db',
          include: ['db/**/*.test.ts'],
          exclude,
          globalSetup,
          pool: 'forks',
          isolate: false,
          // On a busy machine the longest of them, five seconds on a quiet one, take more than twenty.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts'],
          exclude,
          globalSetup,
          setupFiles: './tests/support/cheap-keys.ts',
          pool: 'forks',
          isolate: false,
          // On a busy machine the longest of them, five seconds on a quiet one, take more than twenty.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'tests',
          include: ['tests/**/*.test.ts'],
          exclude: [
            ...exclude,
            'tests/{engine,quality,commands,understanding}/**',
            'tests/bench/!(postgres).test.ts',
          ],
          globalSetup,
          pool: 'forks',
          // Each wait in them has a limit of its own; on a busy machine several of these come together.
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
