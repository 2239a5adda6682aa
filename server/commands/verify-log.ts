import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { faultWords, type KnownLink, type LogReport, verifyLog } from '../features/audit/verify.ts'
import type { CommandResult } from './on-data.ts'

const USAGE = 'maillage verify-log [--json] [--known POSITION:DIGEST …]'
const KNOWN = /^(\d{1,15}):([0-9a-f]{64})$/

/**
 * Checks the log against its chain of seals. Exit code 0 where every row is as it was sealed, 1 where one is not, 2 where
 * the parameters are wrong.
 */
export async function checkLog(db: Kysely<DB>, parameters: string[]): Promise<CommandResult> {
  const known: KnownLink[] = []
  let json = false
  for (let index = 0; index < parameters.length; index++) {
    const parameter = parameters[index]
    if (parameter === '--json') json = true
    else if (parameter === '--known') {
      const [, position, digest] = KNOWN.exec(parameters[++index] ?? '') ?? []
      if (position === undefined || digest === undefined)
        return { ok: false, lines: ['--known takes POSITION:DIGEST, as verify-log once gave them.', USAGE] }
      known.push({ position: Number(position), digest })
    } else return { ok: false, lines: [`verify-log knows no "${parameter}".`, USAGE] }
  }
  const report = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(trx => verifyLog(trx, known))
  const sound = report.faults.length === 0
  const lines = json ? [JSON.stringify({ ok: sound, ...report }, null, 2)] : linesOf(report)
  return { ok: sound, lines, code: sound ? 0 : 1 }
}

function linesOf({ sealed, tail, head, faults }: LogReport): string[] {
  return [
    ...faults.map(({ kind, position, event, about }) => {
      const row = [
        event !== null && `event ${event}`,
        position !== null && `link ${position}`,
        about !== null && `(${about})`,
      ]
      return `${row.filter(Boolean).join(', ')}: ${faultWords[kind]}`
    }),
    `${sealed} sealed, ${faults.length === 0 ? 'each as it was' : `${faults.length} found wrong`}`,
    `${tail.events} waiting for their seal${tail.since === null ? '' : `, the first since ${tail.since}`}`,
    `the chain ends at ${head.position}:${head.digest}`,
  ]
}
