/**
 * The types by which the web app knows the server, made from the server's OpenAPI document:
 *
 *     pnpm openapi        writes web/src/lib/api/schema.d.ts
 *
 * `pnpm check` fails when the file is not what the server says today.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const typesFile = join(root, 'web/src/lib/api/schema.d.ts')

/** Runs a program of ours on this Node and returns what it prints; throws with what it said when it fails. */
async function print(script: string, ...parameters: string[]): Promise<string> {
  const options = { cwd: root, maxBuffer: 2 ** 26 }
  return (await promisify(execFile)(process.execPath, [script, ...parameters], options)).stdout
}

async function currentTypes(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-openapi-'))
  try {
    const document = join(folder, 'openapi.json')
    await writeFile(document, await print('server/cli/maillage.ts', 'openapi'))
    const web = createRequire(join(root, 'web/package.json'))
    const generator = join(dirname(web.resolve('openapi-typescript/package.json')), 'bin/cli.js')
    return await print(generator, document, '--alphabetize')
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Throws when the committed types are not those of the server's document. */
export async function checkTypes(): Promise<void> {
  const [current, committed] = await Promise.all([currentTypes(), readFile(typesFile, 'utf8')])
  if (current === committed) return
  const [lines, ours] = [current.split('\n'), committed.split('\n')]
  const first = lines.findIndex((line, i) => line !== ours[i])
  throw new Error(
    [
      'web/src/lib/api/schema.d.ts is not what the server says: run "pnpm openapi" and commit.',
      `First difference, line ${first + 1}:`,
      `  server: ${lines[first] ?? '(end)'}`,
      `  file:   ${ours[first] ?? '(end)'}`,
    ].join('\n'),
  )
}

if (import.meta.main) await writeFile(typesFile, await currentTypes())
