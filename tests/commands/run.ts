import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyse, analyses } from '@maillage/server/commands/analysis.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Ended {
  code: number | null
  output: string
  errors: string
}

/** Path of one of the examples that the documentation shows. */
export const example = (name: string) => join(root, 'docs/examples', name)

/** Runs the command line as a process of its own, with this text on its standard input. */
export function spawned(parameters: string[], input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['server/cli/maillage.ts', ...parameters], { cwd: root })
    const ended = { output: '', errors: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.errors += text))
    child.on('error', reject)
    child.on('close', code => resolve({ code, ...ended }))
    child.stdin.end(input)
  })
}

/** The same within this process, which has read the catalogue once for all. */
export function maillage([name = '', ...parameters]: string[]): Promise<Ended> {
  const analysis = analyses[name]
  if (!analysis) throw new Error(`No analysis is named ${name}`)
  return analyse(analysis, parameters)
}

/** What a command printed as JSON; throws with what it said where it did not end well. */
export async function json<Answer>(ended: Promise<Ended>): Promise<Answer> {
  const { code, output, errors } = await ended
  if (code !== 0) throw new Error(`exit code ${code}: ${errors}`)
  const answer: Answer = JSON.parse(output)
  return answer
}

/** Writes each of these texts to a file of a new folder. Returns their paths, and what removes them. */
export async function filesOf<Name extends string>(
  texts: Record<Name, string>,
): Promise<{ paths: Record<Name, string>; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-commands-'))
  const paths = { ...texts }
  for (const name in texts) {
    paths[name] = join(folder, name)
    await writeFile(paths[name], texts[name])
  }
  return { paths, remove: () => rm(folder, { recursive: true }) }
}
