import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { createEngine } from '@maillage/matching/engine.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import * as fc from 'fast-check'
import type { Transaction } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { inDays, masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import { faceShield, faceShieldRecipe, recycledCanvas } from '../../../tests/support/face-shield.ts'
import { catalogueVersion, readCatalogue, shipCatalogue } from '../../engine/catalogue-records.ts'
import type { NeedShown } from '../needs/schemas.ts'
import type { CatalogueEffect, ChangeShown } from './change-schemas.ts'
import { overlaid } from './overlay.ts'
import { beginChange, lastRevision, recordsOf, saveRecord } from './changes.ts'
import { activateChange, undoChange } from './activate.ts'

/** A record, or something that is to be none. */
interface Sent {
  id: string
  unit?: string
  grams?: object
  cpv?: string | null
  historic?: boolean
  from?: string | null
  until?: string | null
}
const patient = { timeout: 15_000 }
const shipped = loadCatalogue()
function recordIn<Record extends { id: string }>(records: readonly Record[], id: string): Record {
  const found = records.find(one => one.id === id)
  if (found === undefined) throw new Error(`nothing ships as ${id}`)
  return found
}

describeOnDatabase('the catalogue as the operator changes it', bed => {
  let api: Api
  let planner: SignedIn
  let reader: SignedIn
  let region: string
  let workshop: string
  let hospital: string

  const path = (rest = '') => `/api/organisations/${region}/catalogue-changes${rest}`
  const begin = async (title: string, from: string | null = null) =>
    (await planner.call('POST', path(), { title, reason: '', from })).json<ChangeShown>()
  const put = (change: string, kind: string, record: Sent, revision: number, removed = false) =>
    planner.call('PUT', path(`/${change}/records/${kind}/${record.id}`), {
      revision,
      removed,
      content: record,
    })
  const shownOf = async (change: string) =>
    (await planner.call('GET', path(`/${change}`))).json<ChangeShown>()
  const activate = async (change: string) => {
    const { version } = await shownOf(change)
    return planner.call('POST', path(`/${change}/activate`), { version })
  }
  const undo = (change: string) => planner.call('POST', path(`/${change}/undo`))
  const revisionOf = async (kind: string, slug: string) => {
    const answer = await planner.call('GET', `/api/organisations/${region}/catalogue-records/${kind}/${slug}`)
    return answer.statusCode === 404 ? 0 : answer.json<{ revision: number }>().revision
  }
  const said = (answer: Awaited<ReturnType<typeof activate>>) => {
    const { code, errors = [] } = answer.json<Problem>()
    return [answer.statusCode, code, ...errors.map(({ field }) => field)]
  }
  /** What the catalogue holds, whatever its order and its version. */
  const contentOf = ({ app }: Api) => sorted(app.catalogue)
  const sorted = ({ version: _, ...content }: typeof shipped) =>
    Object.fromEntries(
      Object.entries(content).map(([kind, records]) => [
        kind,
        records.toSorted((one, two) => (one.id < two.id ? -1 : 1)),
      ]),
    )

  beforeAll(async () => {
    api = await openApi(bed.connection())
    planner = await api.person('Paule')
    reader = await api.person('Remi')
    region = await api.organisation({ name: 'Région', roles: ['operator'] })
    await api.join(planner, region, 'owner')
    await api.join(reader, region, 'viewer')
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(planner, workshop, 'editor')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(planner, hospital, 'editor')
    const profile = { ...sewingWorkshop, version: 0 }
    await planner.call('PUT', `/api/organisations/${workshop}/profile`, profile)
  })
  afterAll(async () => {
    await api.close()
  })

  let shield: string

  test('a draft says what is wrong with it, in the reader’s language, and cannot come into force', async () => {
    const { id, state } = await begin('Écrans faciaux')
    shield = id
    expect(state).toBe('draft')
    expect(said(await activate(shield))).toEqual([422, 'invalid-input', '/records'])
    expect((await put(shield, 'items', faceShield, 0)).statusCode).toBe(200)
    const { faults } = await shownOf(shield)
    expect(faults.map(({ field }) => field)).toEqual([
      '/records/items/shield-sewn',
      '/records/items/shield-sewn/compliance/0/claim',
    ])
    expect(faults[0]?.message.fr).toContain('ajoutez une gamme')
    await put(shield, 'recipes', faceShieldRecipe, 0)
    expect(said(await activate(shield))).toEqual([
      422,
      'invalid-input',
      '/records/recipes/shield-sewn-canvas/operations/0/inputs/0/item',
    ])
    const wrong = await put(
      shield,
      'items',
      { ...recycledCanvas, grams: { value: -1, basis: 'estimated' } },
      0,
    )
    expect(said(wrong)).toEqual([422, 'invalid-input', '/grams/value'])
  })

  test('a wholly new product is made, asked for and ranked on every server, without a restart', async () => {
    const other = await openApi(bed.connection())
    onTestFinished(() => other.close())
    await put(shield, 'items', recycledCanvas, 0)
    const onPlan = await planner.call('POST', path(`/${shield}/plan-effect`))
    expect(onPlan.json()).toEqual({ plan: null, problem: null, compared: null })
    const effect = await planner.call('POST', path(`/${shield}/effect`))
    expect(effect.json()).toEqual({
      needs: { looked: 0, all: 0, changed: 0, named: [] },
      firms: {
        looked: 1,
        all: 1,
        changed: 1,
        named: [
          {
            id: workshop,
            name: 'Confection de Foix',
            gained: ['shield-sewn'],
            lost: [],
            sooner: [],
            later: [],
          },
        ],
      },
      plans: [],
    })
    const activated = await activate(shield)
    expect(activated.statusCode).toBe(200)
    expect(activated.json<ChangeShown>()).toMatchObject({ state: 'active', number: 1, activatedBy: 'Paule' })
    expect(api.app.catalogue.items.at(-1)?.id).toBe('shield-sewn')
    const explored = await planner.call('GET', `/api/organisations/${workshop}/possibilities`)
    const found = explored.json<{ possibilities: { item: string }[] }>().possibilities
    expect(found.map(({ item }) => item)).toContain('shield-sewn')
    // What is worked out once for all who ask is worked out anew, by the engine in force.
    const stands = await planner.call('GET', `/api/organisations/${workshop}/capacity/shield-sewn`)
    expect(stands.statusCode).toBe(200)
    const asked = masksFor(500)
    const draft = {
      ...asked,
      item: 'shield-sewn',
      schedule: [{ due: inDays(90), quantity: 500 }],
      wishes: { ...asked.wishes, minimumWashes: null },
    }
    const need = await planner.call('POST', `/api/organisations/${hospital}/needs`, draft)
    const { id } = need.json<NeedShown>()
    expect((await planner.call('POST', `/api/needs/${id}/publish`, { version: 1 })).statusCode).toBe(200)
    const firms = async (server: Api) => {
      const ranking = await server.app.ranker.rank(
        server.app.engine.need(id) ?? (await Promise.reject(new Error('not there yet'))),
        { viewer: { kind: 'other' } },
      )
      return ranking.partnerships[0]?.members.map(({ firm }) => firm)
    }
    for (const { app } of [api, other])
      await expect.poll(() => app.engine.need(id)?.quantity, patient).toBe(500)
    expect([await firms(api), await firms(other)]).toEqual([[workshop], [workshop]])
    await api.settled()
    const stored = await bed
      .db()
      .selectFrom('ranking')
      .select('catalogueVersion')
      .where('needId', '=', id)
      .executeTakeFirst()
    expect(stored?.catalogueVersion).toBe(api.app.catalogue.version)
    expect(other.app.catalogue.version).toBe(api.app.catalogue.version)
  })

  test('an overlaid catalogue answers as one that an engine starts with', async () => {
    const records = await recordsOf(bed.db(), shield)
    const started = overlaid(shipped, records)
    expect(sorted(started)).toEqual(contentOf(api))
    const { asOf } = api.app.engine
    const engine = createEngine(
      { ...started, version: api.app.catalogue.version },
      { asOf, departments: api.app.region.departments },
    )
    for (const firm of api.app.engine.firms()) engine.upsertFirm(firm)
    const [need] = api.app.engine.needs()
    if (need === undefined) throw new Error('no need is open')
    const options = { viewer: { kind: 'other' } } as const
    expect(await api.app.ranker.rank(need, options)).toEqual(engine.rank(need, options))
  })

  test('what somebody speaks of by now is not taken back, but becomes historic', async () => {
    expect(said(await undo(shield))).toEqual([409, 'catalogue-in-use', '/records/items/shield-sewn'])
    const { id } = await begin('Plus d’écrans cousus')
    await put(id, 'recipes', { ...faceShieldRecipe, id: 'shield-sewn-canvas' }, 1, true)
    const withoutRecipe = await planner.call('POST', path(`/${id}/effect`))
    expect(said(withoutRecipe).slice(0, 2)).toEqual([422, 'invalid-input'])
    const slow = structuredClone(faceShieldRecipe)
    for (const { methods } of slow.operations) for (const one of methods) one.labourMinutes.value = 500
    await put(id, 'recipes', slow, 1)
    const { needs } = (await planner.call('POST', path(`/${id}/effect`))).json<CatalogueEffect>()
    expect(needs).toMatchObject({ looked: 1, all: 1, changed: 1 })
    expect(needs.named[0]).toMatchObject({
      item: 'shield-sewn',
      buyer: 'CH de Foix',
      before: { feasible: 1, first: ['Confection de Foix'] },
      after: { feasible: 0 },
    })
    await planner.call('DELETE', path(`/${id}/records/recipes/shield-sewn-canvas`))
    const unit = await put(id, 'items', { ...faceShield, unit: 'pair' }, 1)
    expect(said(unit)).toEqual([422, 'invalid-input', '/unit'])
    expect(said(await put(id, 'items', faceShield, 1, true))).toEqual([422, 'invalid-input', ''])
    await put(id, 'items', { ...faceShield, historic: true }, 1)
    expect((await activate(id)).statusCode).toBe(200)
    const again = await planner.call('POST', `/api/organisations/${hospital}/needs`, {
      ...masksFor(10),
      item: 'shield-sewn',
    })
    expect(said(again).slice(0, 3)).toEqual([422, 'invalid-input', '/item'])
    expect((await undo(id)).statusCode).toBe(200)
    expect(api.app.catalogue.items.find(one => one.id === 'shield-sewn')?.historic).toBe(false)
  })

  test('what two people change at once is not lost, and what a later change rests on stays', async () => {
    const mask = recordIn(shipped.items, 'mask-uns1-adult')
    const revision = await revisionOf('items', mask.id)
    const [one, two] = [await begin('Un'), await begin('Deux')]
    for (const { id } of [one, two]) await put(id, 'items', { ...mask, cpv: '18143000' }, revision)
    expect((await activate(one.id)).statusCode).toBe(200)
    expect(said(await activate(two.id))).toEqual([409, 'catalogue-moved-on'])
    expect((await shownOf(two.id)).lines[0]?.movedOn).toBe(true)
    expect(said(await put(two.id, 'items', mask, revision))).toEqual([409, 'catalogue-moved-on'])
    await put(two.id, 'items', { ...mask, cpv: '33000000' }, revision + 1)
    expect((await activate(two.id)).statusCode).toBe(200)
    expect(said(await undo(one.id))).toEqual([409, 'catalogue-in-use', '/records/items/mask-uns1-adult'])
    expect((await undo(two.id)).statusCode).toBe(200)
    expect(said(await undo(two.id))).toEqual([409, 'catalogue-change-ended'])
    expect((await undo(one.id)).statusCode).toBe(200)
    // Taken up again, it begins with what it made, over what is there now.
    const { lines } = await shownOf((await begin('Encore', one.id)).id)
    expect(lines).toMatchObject([{ slug: mask.id, movedOn: false }])
  })

  test('is changed by who plans for the operator alone, and read by its members', async () => {
    const read = await reader.call('GET', path(`/${shield}`))
    expect([read.statusCode, (await reader.call('POST', path(`/${shield}/undo`))).statusCode]).toEqual([
      200, 403,
    ])
    expect((await api.anyone('GET', path())).statusCode).toBe(401)
  })

  test('any sequence of changes taken into force and back gives what those in force give, and none what ships', async () => {
    await bed.db().deleteFrom('need').execute()
    expect((await undo(shield)).statusCode).toBe(200)
    expect(contentOf(api)).toEqual(sorted(shipped))
    const recipe = recordIn(shipped.recipes, 'mask-uns1-adult-sewn')
    const item = recordIn(shipped.items, 'mask-uns1-adult')
    const step = fc.oneof(
      fc.constant({ kind: 'items' as const, record: recycledCanvas, removed: false }),
      fc.integer({ min: 1, max: 9 }).map(count => ({
        kind: 'items' as const,
        record: { ...item, sizes: [`${count}`] },
        removed: false,
      })),
      fc.integer({ min: 1, max: 9 }).map(count => ({
        kind: 'recipes' as const,
        record: { ...recipe, name: { fr: `Gamme ${count}`, en: `Recipe ${count}` } },
        removed: false,
      })),
      fc.constant({
        kind: 'recipes' as const,
        record: recordIn(shipped.recipes, 'visor-thermoformed'),
        removed: true,
      }),
      fc.nat({ max: 5 }),
    )
    const { db } = bed.connection()
    const by = { organisationId: region, actor: planner.id, sendJob: async () => {} }
    const within = <Result>(work: (trx: Transaction<DB>) => Promise<Result>) => db.transaction().execute(work)
    const takeBack = async (change: string) =>
      !('refused' in (await within(trx => undoChange(trx, by, change))))
    const active: string[] = []
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async steps => {
        for (const one of steps) {
          if (typeof one === 'number') {
            const change = active[active.length - 1 - (one % Math.max(1, active.length))]
            if (change !== undefined && (await takeBack(change))) active.splice(active.indexOf(change), 1)
            continue
          }
          const { kind, record, removed } = one
          const { revision } = await lastRevision(db, kind, record.id)
          const changed = { kind, slug: record.id, removed, content: record, revision }
          const id = await within(trx => beginChange(trx, by, { title: 'Un pas', reason: '', from: null }))
          expect(await within(trx => saveRecord(trx, by, id, changed))).toBeNull()
          expect(await within(trx => activateChange(trx, by, id, 2))).toHaveProperty('eventId')
          active.push(id)
        }
        let rebuilt = shipped
        for (const id of active) rebuilt = overlaid(rebuilt, await recordsOf(db, id))
        expect(sorted(await readCatalogue(db))).toEqual(sorted(rebuilt))
      }),
      { numRuns: 3 },
    )
    for (const id of active.toReversed()) expect(await takeBack(id)).toBe(true)
    await expect.poll(() => contentOf(api), patient).toEqual(sorted(shipped))
    // A restart ships nothing over it, and finds the same.
    const version = await catalogueVersion(db)
    await bed
      .db()
      .transaction()
      .execute(trx => shipCatalogue(trx, shipped))
    expect(await catalogueVersion(db)).toBe(version)
  })

  test('a regime is put in force, and those whom its law was too slow for could meet a need', async () => {
    const asked = masksFor(600)
    const draft = {
      ...asked,
      item: 'coverall-56',
      claim: 'protects-wearer' as const,
      norms: ['en-iso-13982-1', 'en-13034', 'en-14126'],
      schedule: [{ due: inDays(90), quantity: 600 }],
      wishes: { ...asked.wishes, minimumWashes: null },
    }
    const published = await planner.call('POST', `/api/organisations/${hospital}/needs`, draft)
    const { id } = published.json<NeedShown>()
    await planner.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    await expect.poll(() => api.app.engine.need(id)?.quantity, patient).toBe(600)
    const compliance = async () => {
      const need = api.app.engine.need(id)
      if (need === undefined) throw new Error('not there yet')
      const { partnerships } = await api.app.ranker.rank(need, { viewer: { kind: 'other' } })
      return partnerships[0]?.criteria.find(criterion => criterion.id === 'compliance')?.reason
    }
    // By normal law a notified body takes 195 days.
    expect((await compliance())?.code).toBe('compliance.out-of-reach')

    const dormant = recordIn(shipped.regimes, 'eu-2024-2748-ppe')
    const change = (await begin('Urgence')).id
    expect(
      (await put(change, 'regimes', { ...dormant, from: inDays(0), until: inDays(-1) }, 1)).statusCode,
    ).toBe(200)
    expect(said(await activate(change))).toEqual([
      422,
      'invalid-input',
      '/records/regimes/eu-2024-2748-ppe/until',
    ])
    await put(change, 'regimes', { ...dormant, from: inDays(0), until: inDays(120) }, 1)
    const { needs } = (await planner.call('POST', path(`/${change}/effect`))).json<CatalogueEffect>()
    expect(needs.named).toMatchObject([{ id, before: { feasible: 0 }, after: { feasible: 1 } }])
    expect((await activate(change)).statusCode).toBe(200)
    expect(await compliance()).toMatchObject({
      code: 'compliance.under-regime',
      figures: { regime: 'eu-2024-2748-ppe', until: inDays(120) },
    })
    // Days pass: on the day on which it begins needs are ranked again, on others nothing is.
    await api.settled()
    const rankedAfter = async () => {
      await bed.db().deleteFrom('ranking').execute()
      await bed
        .db()
        .transaction()
        .execute(trx => api.app.sendJob(trx, 'turn-regimes', {}))
      await api.settled()
      return (await bed.db().selectFrom('ranking').select('needId').execute()).map(({ needId }) => needId)
    }
    expect(await rankedAfter()).toContain(id)
    const { regimes } = (await reader.call('GET', '/api/catalogue')).json<{ regimes: { id: string }[] }>()
    expect(regimes.find(one => one.id === dormant.id)).toMatchObject({
      from: inDays(0),
      items: expect.arrayContaining(['coverall-56', 'ffp2']),
    })
    expect((await undo(change)).statusCode).toBe(200)
    expect((await compliance())?.code).toBe('compliance.out-of-reach')
    await api.settled()
    expect(await rankedAfter()).toEqual([])
  })
})
