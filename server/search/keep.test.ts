import { setTimeout as sleep } from 'node:timers/promises'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { describeOnBoth, describeOnDatabase } from '../../tests/support/bed.ts'
import { checked } from '../../tests/support/api.ts'
import { recordEvent } from '../events.ts'
import { newId } from '../ids.ts'
import { driftOf, isDrifted, repair } from './drift.ts'
import { maker, today } from './testing/examples.ts'
import { settled } from './testing/settled.ts'
import { catchUp, type Keeper, keepIndex, rebuildIndex } from './keep.ts'
import { postgresIndex } from './postgres/postgres-index.ts'
import type { SearchIndex } from './search-index.ts'

let sirens = 0

/** A firm of Foix with its profile, as it was saved, and the event. */
async function saveFirm(db: Kysely<DB>, name: string, activity: string): Promise<string> {
  const id = newId()
  sirens += 1
  await db.transaction().execute(async trx => {
    await trx
      .insertInto('organisation')
      .values({
        id,
        name,
        roles: ['firm'],
        structure: 'company',
        siren: checked(String(20_000_000 + sirens)),
        buyerRegime: null,
        buyerKind: null,
      })
      .execute()
    await trx
      .insertInto('profile')
      .values({ organisationId: id, activity, minimumOrder: null, usualLeadDays: null, confirmedAt: null })
      .execute()
    await trx
      .insertInto('site')
      .values({
        id: newId(),
        organisationId: id,
        name: 'Atelier',
        siret: null,
        address: null,
        commune: '09122',
        department: '09',
        latitude: 42.96,
        longitude: 1.6,
        precision: 'commune',
      })
      .execute()
    await tell(trx, id)
  })
  return id
}

async function tell(trx: Parameters<typeof recordEvent>[0], id: string): Promise<void> {
  await recordEvent(trx, {
    verb: 'profile.saved',
    subjectKind: 'firm',
    subjectId: id,
    actor: null,
    organisationId: id,
  })
}

async function change(db: Kysely<DB>, id: string, activity: string): Promise<void> {
  await db.transaction().execute(async trx => {
    await trx.updateTable('profile').set({ activity }).where('organisationId', '=', id).execute()
    await tell(trx, id)
  })
}

describeOnBoth('an index that follows the events', bed => {
  let index: SearchIndex
  const keepers: Keeper[] = []
  const keep = async (of: SearchIndex = index, onError: (error: unknown) => void = () => {}) => {
    const keeper = await keepIndex(bed.connection(), of, () => maker, onError)
    keepers.push(keeper)
    return keeper
  }
  const follow = async (of: SearchIndex) => {
    await settled(bed.db())
    return catchUp(bed.db(), of, maker)
  }
  const found = async (text: string) =>
    (
      await index.search.search({
        words: maker.words.read(text, false),
        kinds: ['firm'],
        facets: {},
        within: null,
        capacity: null,
        reader: { member: true, operator: false, organisations: [] },
        today,
        limit: 20,
      })
    ).hits.map(({ title }) => title.fr)

  beforeAll(() => {
    index = postgresIndex(bed.db(), maker.words)
  })
  afterEach(async () => {
    for (const keeper of keepers.splice(0)) await keeper.stop()
  })

  test('is made where there is none, shows what is saved, and no longer what is hidden or closed', async () => {
    const id = await saveFirm(bed.db(), 'Avant Bouclette', 'Bouclettes.')
    const keeper = await keep()
    await keeper.current()
    expect(await found('bouclettes')).toEqual(['Avant Bouclette'])
    await change(bed.db(), id, 'Ratines.')
    await keeper.current()
    expect(await found('bouclettes ratines')).toEqual(['Avant Bouclette'])
    expect(await keeper.behind()).toBe(0)
    await bed
      .db()
      .transaction()
      .execute(async trx => {
        await trx.updateTable('organisation').set({ status: 'suspended' }).where('id', '=', id).execute()
        await recordEvent(trx, {
          verb: 'organisation.changed',
          subjectKind: 'organisation',
          subjectId: id,
          actor: null,
          organisationId: id,
        })
      })
    await keeper.current()
    expect(await found('ratines')).toEqual([])
  })

  test('that cannot be written to for a while loses nothing, and shows nothing half', async () => {
    const errors: unknown[] = []
    let broken = true
    const failing: SearchIndex = {
      ...index,
      apply: (changes, moved) =>
        index.apply(changes, async trx => {
          await moved(trx)
          if (broken) throw new Error('the index is away')
        }),
    }
    await saveFirm(bed.db(), 'Guipures Un', 'Guipures.')
    await expect(follow(failing)).rejects.toThrow('away')
    await saveFirm(bed.db(), 'Guipures Deux', 'Guipures.')
    expect(await found('guipures')).toEqual([])
    const keeper = await keep(failing, error => errors.push(error))
    await expect.poll(() => errors.length, { timeout: 10_000 }).toBeGreaterThan(0)
    broken = false
    await keeper.current()
    expect((await found('guipures')).sort()).toEqual(['Guipures Deux', 'Guipures Un'])
  })

  test('is written to by one server at a time', async () => {
    await rebuildIndex(bed.db(), index, maker)
    let written = 0
    const counting: SearchIndex = {
      ...index,
      apply: async (changes, moved) => {
        await index.apply(changes, moved)
        written += changes.documents.length
      },
    }
    await saveFirm(bed.db(), 'Une Fois', 'Passementerie.')
    await Promise.all([1, 2, 3].map(() => follow(counting)))
    expect(written).toBe(1)
  })

  test('is made anew while it is asked, and shows what changed meanwhile', async () => {
    const id = await saveFirm(bed.db(), 'Chenille du Lez', 'Chenilles.')
    await follow(index)
    const seen: number[] = []
    let during: string[] = []
    const slow: SearchIndex = {
      ...index,
      rebuild: async () => {
        const rebuild = await index.rebuild()
        return {
          ...rebuild,
          swap: async moved => {
            during = await found('chenilles')
            await change(bed.db(), id, 'Satins.')
            await follow(index)
            await rebuild.swap(moved)
          },
        }
      },
    }
    expect(await rebuildIndex(bed.db(), slow, maker, ({ done, total }) => seen.push(done / total))).toBe(true)
    expect(during).toContain('Chenille du Lez')
    expect(seen.at(-1)).toBe(1)
    await follow(index)
    expect(await found('satins')).toEqual(['Chenille du Lez'])
    expect(await found('Chenille du Lez')).toContain('Chenille du Lez')
  })

  test('that has drifted is found out and repaired', async () => {
    const id = await saveFirm(bed.db(), 'Dentelles Justes', 'Dentelles aux fuseaux.')
    const gone = await saveFirm(bed.db(), 'Dentelles Perdues', 'Dentelles aux fuseaux.')
    await follow(index)
    expect(isDrifted(await driftOf(bed.db(), index, maker))).toBe(false)
    await bed.db().deleteFrom('searchDocument').where('id', '=', gone).execute()
    await bed
      .db()
      .updateTable('profile')
      .set({ activity: 'Fuseaux secrets.' })
      .where('organisationId', '=', id)
      .execute()
    await bed.db().updateTable('searchDocument').set({ id: newId() }).where('id', '=', 'sew-zigzag').execute()
    const drift = await driftOf(bed.db(), index, maker)
    expect(drift.counts.firm.found).toBe(drift.counts.firm.expected - 1)
    expect(drift.missing.map(key => key.id).sort()).toEqual([gone, 'sew-zigzag'].sort())
    expect(drift.different).toEqual([{ kind: 'firm', id }])
    expect(drift.left).toHaveLength(1)
    await repair(bed.db(), index, maker, drift)
    expect(isDrifted(await driftOf(bed.db(), index, maker))).toBe(false)
    expect(await found('fuseaux secrets')).toContain('Dentelles Justes')
  })
})

describeOnDatabase('an index on a PostgreSQL that others use too', bed => {
  // The embedded database has one connection: nobody holds anything back there.
  test.skipIf(bed.kind === 'embedded')('is current only with what they hold back', async () => {
    const index = postgresIndex(bed.db(), maker.words)
    const keeper = await keepIndex(
      bed.connection(),
      index,
      () => maker,
      () => {},
    )
    await keeper.current()
    let finished = false
    let caughtUp = Promise.resolve()
    await bed
      .db()
      .transaction()
      .execute(async older => {
        await sql`select pg_current_xact_id()`.execute(older)
        await saveFirm(bed.db(), 'Feutrine Retenue', 'Feutrines.')
        caughtUp = keeper.current().then(() => expect(finished).toBe(true))
        await sleep(300)
        finished = true
      })
    await caughtUp
    expect(await keeper.behind()).toBe(0)
    await keeper.stop()
  })
})
