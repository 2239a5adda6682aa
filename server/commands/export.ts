import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import { readCatalogue } from '../engine/catalogue-records.ts'
import { releasePackage } from '../features/ocds/packages.ts'
import { readPage } from '../features/ocds/publish.ts'
import { readPublisher } from '../features/ocds/read.ts'
import type { Release } from '../features/ocds/schemas.ts'
import type { Command, CommandResult, Publication } from './on-data.ts'

const USAGE = 'maillage export ocds'
const A_PAGE = 100

/** Everything public, as one OCDS release package; null where nothing is. */
async function ocdsOf(db: Kysely<DB>, publication: Publication): Promise<object | null> {
  const publishing = { catalogue: await readCatalogue(db), ...publication }
  const releases: Release[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(db, publishing, {
      limit: A_PAGE,
      ...(after !== null && { after }),
    })
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

const kinds: Record<string, typeof ocdsOf> = { ocds: ocdsOf }

/** Prints open data of what is at hand. Exit code 0 with the data, 1 where nothing is public, 2 where the parameters are wrong. */
export const exportData: Command = async (db, [kind, ...rest], publication): Promise<CommandResult> => {
  const read = kinds[kind ?? '']
  if (read === undefined || rest.length > 0)
    return { ok: false, lines: [`Say what to export: ${Object.keys(kinds).join(' or ')}.`, USAGE] }
  const data = await read(db, publication)
  return data === null
    ? {
        ok: false,
        lines: ['Nothing is public yet: no tender is published, and no contract of a public buyer.'],
      }
    : { ok: true, lines: [JSON.stringify(data, null, 2)] }
}
