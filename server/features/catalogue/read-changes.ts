import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely } from 'kysely'
import type { Static } from 'typebox'
import type { Kind } from '@maillage/db/catalogue/kinds.ts'
import { readCatalogue } from '../../engine/catalogue-records.ts'
import { faultsWith } from './check.ts'
import { lastRevision, recordsOf } from './changes.ts'
import type {
  ChangeSchema,
  ChangeShownSchema,
  RecordLineSchema,
  RecordShownSchema,
} from './change-schemas.ts'
import { usesOf } from './uses.ts'

const changes = (db: Kysely<DB>) =>
  db
    .selectFrom('catalogueChange')
    .leftJoin('user as beginner', 'beginner.id', 'catalogueChange.createdBy')
    .leftJoin('user as activator', 'activator.id', 'catalogueChange.activatedBy')
    .leftJoin('user as undoer', 'undoer.id', 'catalogueChange.undoneBy')
    .select([
      'catalogueChange.id',
      'title',
      'reason',
      'state',
      'number',
      'version',
      'catalogueChange.createdAt',
      'activatedAt',
      'undoneAt',
      'beginner.name as createdBy',
      'activator.name as activatedBy',
      'undoer.name as undoneBy',
    ])
    .select(({ selectFrom }) =>
      selectFrom('catalogueChangeRecord')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('changeId', '=', 'catalogueChange.id')
        .as('records'),
    )

type Row = Awaited<ReturnType<ReturnType<typeof changes>['execute']>>[number]

const shown = ({ createdAt, activatedAt, undoneAt, records, ...row }: Row): Static<typeof ChangeSchema> => ({
  ...row,
  records: records ?? 0,
  createdAt: createdAt.toISOString(),
  activatedAt: activatedAt?.toISOString() ?? null,
  undoneAt: undoneAt?.toISOString() ?? null,
})

/** Changes of the catalogue: an operator's drafts, and what anybody brought into force; the latest first. */
export async function readChanges(db: Kysely<DB>, organisationId: string) {
  const rows = await changes(db)
    .where(({ eb, or }) => or([eb('state', '!=', 'draft'), eb('organisationId', '=', organisationId)]))
    .orderBy('catalogueChange.createdAt', 'desc')
    .orderBy('catalogueChange.id', 'desc')
    .limit(200)
    .execute()
  return rows.map(shown)
}

/** A change with its records, each beside what it was, and what is wrong with it; undefined where there is none. */
export async function readChange(
  db: Kysely<DB>,
  organisationId: string,
  changeId: string,
): Promise<Static<typeof ChangeShownSchema> | undefined> {
  const row = await changes(db)
    .where('catalogueChange.id', '=', changeId)
    .where(({ eb, or }) => or([eb('state', '!=', 'draft'), eb('organisationId', '=', organisationId)]))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const records = await recordsOf(db, changeId)
  const lines = []
  for (const { kind, slug, baseRevision, removed, content } of records) {
    const base = await db
      .selectFrom('catalogueRecord')
      .select(['content', 'removed'])
      .where('kind', '=', kind)
      .where('slug', '=', slug)
      .where('revision', '=', baseRevision)
      .executeTakeFirst()
    const { revision } = await lastRevision(db, kind, slug)
    lines.push({
      kind,
      slug,
      removed,
      content,
      before: base === undefined || base.removed ? null : base.content,
      revision: baseRevision,
      // Somebody else has changed it since: what one saw is not what is in force.
      movedOn: row.state === 'draft' && revision !== baseRevision,
    })
  }
  if (row.state !== 'draft') return { ...shown(row), lines, faults: [] }
  return { ...shown(row), lines, faults: faultsWith(await readCatalogue(db), records) }
}

/** Every record of a kind, those taken out of use last, with its standing. */
export async function readRecords(db: Kysely<DB>, kind: Kind): Promise<Static<typeof RecordLineSchema>[]> {
  const rows = await db
    .selectFrom('catalogueRecord')
    .distinctOn('slug')
    .select(['slug', 'revision', 'origin', 'removed', 'content', 'position'])
    .where('kind', '=', kind)
    .orderBy('slug')
    .orderBy('revision', 'desc')
    .execute()
  const proposals = new Set(
    (await db.selectFrom('catalogueProposal').select('slug').where('kind', '=', kind).execute()).map(
      ({ slug }) => slug,
    ),
  )
  return rows
    .toSorted((one, other) => one.position - other.position)
    .map(({ slug, revision, origin, removed, content }) => ({
      slug,
      revision,
      origin,
      removed,
      shipped: proposals.has(slug),
      content,
    }))
}

/** One record with its past; undefined where there never was one. */
export async function readRecord(
  db: Kysely<DB>,
  kind: Kind,
  slug: string,
): Promise<Static<typeof RecordShownSchema> | undefined> {
  const revisions = await db
    .selectFrom('catalogueRecord')
    .leftJoin('catalogueChange', 'catalogueChange.id', 'catalogueRecord.changeId')
    .select([
      'catalogueRecord.revision',
      'catalogueRecord.origin',
      'catalogueRecord.removed',
      'catalogueRecord.content',
      'catalogueRecord.validFrom',
      'catalogueChange.number',
      'catalogueChange.title',
    ])
    .where('kind', '=', kind)
    .where('slug', '=', slug)
    .orderBy('revision', 'desc')
    .execute()
  const [last] = revisions
  if (last === undefined) return undefined
  const proposal = await db
    .selectFrom('catalogueProposal')
    .select('content')
    .where('kind', '=', kind)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return {
    slug,
    revision: last.revision,
    origin: last.origin,
    removed: last.removed,
    content: last.content,
    shipped: proposal?.content ?? null,
    uses: await usesOf(db, kind, slug),
    past: revisions.map(({ validFrom, ...revision }) => ({ ...revision, from: validFrom.toISOString() })),
  }
}
