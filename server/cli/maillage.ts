import { analyse, analyses } from '../commands/analysis.ts'
import { commands } from '../commands/on-data.ts'
import { inPlainWords } from './plain-words.ts'

/**
 * The command line. What a command needs is loaded once it is named: an analysis of files needs no server and no
 * database, and does not wait for them.
 */
const [name, ...parameters] = process.argv.slice(2)

const help = [
  'maillage NAME …',
  '',
  '  openapi         print the OpenAPI document of the server',
  ...Object.entries({ ...commands, ...analyses }).map(
    ([each, { help: text }]) => `  ${each.padEnd(15)} ${text}`,
  ),
]

async function run(): Promise<void> {
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(`${help.join('\n')}\n`)
    return
  }
  const analysis = analyses[name]
  if (analysis) {
    const { code, output, errors } = await analyse(analysis, parameters)
    process.stdout.write(output)
    process.stderr.write(errors)
    process.exitCode = code
    return
  }
  const command = commands[name]
  if (name !== 'openapi' && !command) {
    process.stderr.write(`${[`There is no command "${name}".`, '', ...help].join('\n')}\n`)
    process.exitCode = 2
    return
  }
  const { printOpenApi, runOnData } = await import('./with-data.ts')
  if (!command) return printOpenApi()
  const { ok, lines, code } = await runOnData(name, command, parameters)
  ;(ok || code !== undefined ? process.stdout : process.stderr).write(`${lines.join('\n')}\n`)
  process.exitCode = code ?? (ok ? 0 : 2)
}

try {
  await run()
} catch (error) {
  process.stderr.write(`${inPlainWords(error)}\n`)
  process.exitCode = 1
}
