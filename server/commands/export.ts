import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { readCatalogue } from '../engine/catalogue-records.ts'
import { readDecp, readIncomplete } from '../features/decp/keep.ts'
import { releasePackage } from '../features/ocds/packages.ts'
import { type Page, readPage } from '../features/ocds/publish.ts'
import { readPublisher } from '../features/ocds/read.ts'
import type { Release } from '../features/ocds/schemas.ts'
import type { Command, CommandResult, Publication } from './on-data.ts'

const USAGE = 'maillage export ocds | decp [--missing]'
const A_PAGE = 100

/** Everything public, as one OCDS release package; null where nothing is. */
async function ocdsOf(db: Kysely<DB>, publication: Publication): Promise<object | null> {
  const publishing = { catalogue: await readCatalogue(db), ...publication }
  const releases: Release[] = []
  let after: Page['next'] = null
  do {
    const page: Page = await readPage(db, publishing, { limit: A_PAGE, ...(after && { after }) })
    releases.push(...page.processes.flat())
    after = page.next
  } while (after !== null)
  const { publicUrl } = publication
  const packaging = {
    uri: `${publicUrl}/api/ocds/releases`,
    publicUrl,
    publisher: await readPublisher(db),
  }
  return releasePackage(packaging, releases) ?? null
}

const A_LOT = 100_000

/** Essential data of contracts that their buyers have completed. */
const decpOf = async (db: Kysely<DB>): Promise<object> => readDecp(db, await readCatalogue(db), A_LOT)

/** Public contracts whose essential data are not complete, each with what its buyer is asked for, and where it is given. */
async function missingOf(db: Kysely<DB>, { publicUrl }: Publication): Promise<CommandResult> {
  const incomplete = await readIncomplete(db, await readCatalogue(db))
  if (incomplete.length === 0)
    return { ok: true, lines: ['The essential data of every public contract are complete.'] }
  return {
    ok: true,
    lines: incomplete.map(
      ({ contractId, buyer, number, missing }) =>
        `${buyer}, ${number}: ${missing.join(', ')} (${publicUrl}/buyer/contracts/${contractId}/essential-data)`,
    ),
  }
}

/**
 * Prints open data of what is at hand. Exit code 0 with the data, 2 where nothing is public or the parameters are wrong.
 */
export const exportData: Command = async (db, parameters, publication): Promise<CommandResult> => {
  const asked = parameters.join(' ')
  if (asked === 'decp --missing') return missingOf(db, publication)
  if (asked === 'decp') return { ok: true, lines: [JSON.stringify(await decpOf(db), null, 2)] }
  if (asked !== 'ocds') return { ok: false, lines: ['Say what to export.', USAGE] }
  const data = await ocdsOf(db, publication)
  return data === null
    ? {
        ok: false,
        lines: ['Nothing is public yet: no tender is published, and no contract of a public buyer.'],
      }
    : { ok: true, lines: [JSON.stringify(data, null, 2)] }
}
