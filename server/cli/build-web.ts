import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const web = join(root, 'web')
const stamp = join(web, 'build', '.built-from')

/** What the build makes itself; a change there is not a change of the source. */
const madeByTheBuild =
  /^(build|node_modules|\.svelte-kit|src\/lib\/paraglide|project\.inlang\/(?!settings\.json$)[^/]+)(\/|$)/

/** Digest of everything the web app is built from: its own files, and the words it shares with the engine. */
async function sourceDigest(): Promise<string> {
  const digest = createHash('sha256')
  for (const [folder, skip] of [
    [web, madeByTheBuild],
    [join(root, 'matching'), /^node_modules(\/|$)|\.test\.ts$/],
    [root, /^(?!pnpm-lock\.yaml$)/],
  ] as const) {
    const names = await readdir(folder, { recursive: folder !== root, withFileTypes: true })
    const files = names
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + (folder.endsWith('/') ? 0 : 1)))
      .filter(path => !skip.test(path))
      .sort()
    for (const path of files) digest.update(path).update(await readFile(join(folder, path)))
  }
  return digest.digest('hex')
}

/**
 * Builds the web app unless the last build came from the very same source; returns whether it did. Prints what it does on
 * `print`. Throws with the build's own output when it fails.
 */
export async function buildWebIfChanged(print: (line: string) => void = () => {}): Promise<boolean> {
  const digest = await sourceDigest()
  const built = await readFile(stamp, 'utf8').catch(() => '')
  if (built === digest) return false
  print('Building the web app (first start, or it changed)…')
  const vite = fileURLToPath(import.meta.resolve('../../web/node_modules/vite/bin/vite.js'))
  const output = await run(process.execPath, [vite, 'build'], web, { WEB_VERSION: digest.slice(0, 16) })
  if (output.code !== 0) throw new Error(`the web app does not build:\n${output.text}`)
  await writeFile(stamp, digest)
  return true
}

function run(
  command: string,
  parameters: string[],
  cwd: string,
  environment: Record<string, string>,
): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    child.stdout.on('data', chunk => (text += chunk))
    child.stderr.on('data', chunk => (text += chunk))
    child.on('error', reject)
    child.on('close', code => resolve({ code, text }))
  })
}
