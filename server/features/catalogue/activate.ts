import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { FastifyInstance } from 'fastify'
import { sql, type Transaction } from 'kysely'
import { readCatalogue } from '../../engine/catalogue-records.ts'
import { type Position, recordEvent } from '../../events.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { type Changing, lastRevision, lockCatalogue, lockChange, recordsOf } from './changes.ts'
import { faultsWith } from './check.ts'
import type { Changed } from './overlay.ts'
import { usesOf } from './uses.ts'

/** Records that an operator adds come after those that ship. */
const LAST = 1000

type Activating = Changing & Pick<FastifyInstance, 'sendJob'>
type Record = Changed & { baseRevision: number }

/**
 * Brings a draft into force, as new revisions of its records: only where none was changed since it was looked at, and
 * the whole catalogue stands its checks. Returns the position of the event that every server follows.
 */
export async function activateChange(
  trx: Transaction<DB>,
  by: Activating,
  changeId: string,
  version: number,
): Promise<Refusal | Position> {
  await lockCatalogue(trx)
  const change = await lockChange(trx, by, changeId, 'draft')
  if ('refused' in change) return change
  if (change.version !== version) return { refused: 'stale-version' }
  const records = await recordsOf(trx, changeId)
  if (records.length === 0) return invalid([{ field: '/records', message: nothingChanged }])
  for (const { kind, slug, baseRevision } of records)
    if ((await lastRevision(trx, kind, slug)).revision !== baseRevision)
      return { refused: 'catalogue-moved-on' }
  const faults = faultsWith(await readCatalogue(trx), records)
  if (faults.length > 0) return invalid(faults)
  for (const record of records) await revise(trx, changeId, record, 'operator')
  await trx
    .updateTable('catalogueChange')
    .set({
      state: 'active',
      version: sql`version + 1`,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from catalogue_change)`,
      activatedAt: sql<Date>`now()`,
      activatedBy: by.actor,
    })
    .where('id', '=', changeId)
    .execute()
  return tell(trx, by, 'catalogue.revised', changeId, records)
}

const nothingChanged: Text = {
  fr: 'Ce brouillon ne change encore rien : ajoutez ou modifiez une fiche.',
  en: 'This draft changes nothing yet: add or edit a record.',
}

/**
 * Takes a change in force back: each of its records becomes again what it was before, as it ships by now where the
 * operator had not changed it before. Refused while a later change rests on it, or something speaks of what it added.
 */
export async function undoChange(
  trx: Transaction<DB>,
  by: Activating,
  changeId: string,
): Promise<Refusal | Position> {
  await lockCatalogue(trx)
  const change = await lockChange(trx, by, changeId, 'active')
  if ('refused' in change) return change
  const records = await recordsOf(trx, changeId)
  const faults = [
    ...(await laterFaults(trx, change.number ?? 0, records)),
    ...(await useFaults(trx, records)),
  ]
  if (faults.length > 0) return { refused: 'catalogue-in-use', fields: faults }
  const restored = await Promise.all(records.map(record => before(trx, record)))
  const broken = faultsWith(await readCatalogue(trx), restored)
  if (broken.length > 0) return invalid(broken)
  for (const record of restored) await revise(trx, changeId, record, record.origin)
  await trx
    .updateTable('catalogueChange')
    .set({
      state: 'undone',
      version: sql`version + 1`,
      undoneAt: sql<Date>`now()`,
      undoneBy: by.actor,
    })
    .where('id', '=', changeId)
    .execute()
  return tell(trx, by, 'catalogue.restored', changeId, records)
}

async function laterFaults(
  trx: Transaction<DB>,
  number: number,
  records: readonly Record[],
): Promise<Fault[]> {
  const later = await trx
    .selectFrom('catalogueChange')
    .innerJoin('catalogueChangeRecord', 'changeId', 'catalogueChange.id')
    .select(['title', 'number', 'kind', 'slug'])
    .where('state', '=', 'active')
    .where('number', '>', number)
    .orderBy('number', 'desc')
    .execute()
  return records.flatMap(({ kind, slug }) => {
    const one = later.find(row => row.kind === kind && row.slug === slug)
    if (one === undefined) return []
    const message = {
      fr: `La modification n° ${one.number} (« ${one.title} ») a changé cette fiche depuis : annulez-la d’abord.`,
      en: `Change no. ${one.number} (“${one.title}”) has changed this record since: undo it first.`,
    }
    return [{ field: `/records/${kind}/${slug}`, message }]
  })
}

async function useFaults(trx: Transaction<DB>, records: readonly Record[]): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const { kind, slug, baseRevision } of records) {
    if (baseRevision > 0) continue
    const uses = await usesOf(trx, kind, slug)
    if (uses.length === 0) continue
    const inWords = (language: 'fr' | 'en') =>
      uses.map(({ what, count }) => `${what[language]} : ${count}`).join(', ')
    const retire =
      kind === 'items'
        ? {
            fr: 'Marquez-le plutôt comme historique : ce qui en parle garde son nom, et rien de nouveau ne peut le demander.',
            en: 'Mark it as historic rather: what speaks of it keeps its name, and nothing new can ask for it.',
          }
        : { fr: 'Retirez d’abord ce qui le nomme.', en: 'Take out what names it first.' }
    faults.push({
      field: `/records/${kind}/${slug}`,
      message: {
        fr: `Cette fiche sert déjà (${inWords('fr')}). ${retire.fr}`,
        en: `This record is in use already (${inWords('en').replaceAll(' : ', ': ')}). ${retire.en}`,
      },
    })
  }
  return faults
}

/** What a record was before a change; what ships by now where it was as it shipped. */
async function before(
  trx: Transaction<DB>,
  { kind, slug, baseRevision, content }: Record,
): Promise<Record & { origin: 'shipped' | 'operator' }> {
  const shipped = { kind, slug, removed: false, baseRevision, origin: 'shipped' } as const
  if (baseRevision === 0) return { ...shipped, removed: true, content }
  const base = await trx
    .selectFrom('catalogueRecord')
    .select(['content', 'removed', 'origin'])
    .where('kind', '=', kind)
    .where('slug', '=', slug)
    .where('revision', '=', baseRevision)
    .executeTakeFirstOrThrow()
  if (base.origin === 'operator' || base.removed) return { kind, slug, baseRevision, ...base }
  const waiting = await trx
    .deleteFrom('catalogueProposal')
    .where('kind', '=', kind)
    .where('slug', '=', slug)
    .returning('content')
    .executeTakeFirst()
  return { ...shipped, content: waiting?.content ?? base.content }
}

async function revise(
  trx: Transaction<DB>,
  changeId: string,
  { kind, slug, removed, content }: Changed,
  origin: 'shipped' | 'operator',
): Promise<void> {
  const { revision, position } = await lastRevision(trx, kind, slug)
  const json = JSON.stringify(content)
  await trx
    .insertInto('catalogueRecord')
    .values({
      kind,
      slug,
      revision: revision + 1,
      origin,
      position: position ?? LAST,
      content: json,
      removed,
      changeId,
    })
    .execute()
  await trx
    .deleteFrom('catalogueProposal')
    .where('kind', '=', kind)
    .where('slug', '=', slug)
    .where(sql<boolean>`content = ${json}::text::jsonb`)
    .execute()
}

async function tell(
  trx: Transaction<DB>,
  { actor, organisationId, sendJob }: Activating,
  verb: 'catalogue.revised' | 'catalogue.restored',
  changeId: string,
  records: readonly Changed[],
): Promise<Position> {
  const position = await recordEvent(trx, {
    verb,
    actor,
    organisationId,
    subjectKind: 'catalogue',
    subjectId: changeId,
    data: { records: records.map(({ kind, slug }) => ({ kind, slug })) },
  })
  await sendJob(trx, 'rank-again', {})
  return position
}
